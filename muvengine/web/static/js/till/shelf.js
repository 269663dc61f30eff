// What a tablet keeps through a reload: its list of vouchers, what waits to be sent, what it took.
//
//   kept   one value by name: the list of vouchers, the last twenty
//   queue  taken without the server, in order, waiting to be sent
//   used   taken here and perhaps not yet in the list of vouchers
//   look   what somebody has to look at
(function (till) {
  "use strict";
  const shelf = window.muvShelf("muv-till", 1, function (db) {
    db.createObjectStore("kept");
    db.createObjectStore("queue", { keyPath: "n", autoIncrement: true });
    db.createObjectStore("used", { keyPath: "client_id" });
    db.createObjectStore("look", { keyPath: "client_id" });
  });

  till.shelf = {
    all: shelf.all, write: shelf.write, alter: shelf.alter,
    get: function (name) { return shelf.get("kept", name); },
    keep: function (name, value) { return shelf.write([["kept", "put", value, name]]); },
  };
}(window.muvTill = window.muvTill || {}));
