// What a tablet keeps through a reload: its list of vouchers, what waits to be sent, what it took.
//
//   kept   one value by name: the list of vouchers, the last twenty
//   queue  taken without the server, in order, waiting to be sent
//   used   taken here and perhaps not yet in the list of vouchers
//   look   what somebody has to look at
(function (till) {
  "use strict";
  const NAME = "muv-till", VERSION = 1;
  let opened = null;

  function open() {
    if (!opened) {
      opened = new Promise(function (resolve, reject) {
        const request = window.indexedDB.open(NAME, VERSION);
        request.onupgradeneeded = function () {
          request.result.createObjectStore("kept");
          request.result.createObjectStore("queue", { keyPath: "n", autoIncrement: true });
          request.result.createObjectStore("used", { keyPath: "client_id" });
          request.result.createObjectStore("look", { keyPath: "client_id" });
        };
        request.onsuccess = function () { resolve(request.result); };
        request.onerror = function () { reject(request.error); };
        request.onblocked = function () { reject(new Error("blocked")); };
      });
      opened.catch(function () { opened = null; });
    }
    return opened;
  }

  function all(store) {
    return open().then(function (db) {
      return new Promise(function (resolve, reject) {
        const request = db.transaction(store).objectStore(store).getAll();
        request.onsuccess = function () { resolve(request.result); };
        request.onerror = function () { reject(request.error); };
      });
    });
  }

  function get(name) {
    return open().then(function (db) {
      return new Promise(function (resolve, reject) {
        const request = db.transaction("kept").objectStore("kept").get(name);
        request.onsuccess = function () { resolve(request.result); };
        request.onerror = function () { reject(request.error); };
      });
    });
  }

  // Several changes, [store, "put" or "delete", value, key], all kept or none; resolves once they are on the disk.
  function write(changes) {
    return open().then(function (db) {
      return new Promise(function (resolve, reject) {
        const stores = Array.from(new Set(changes.map(function (change) { return change[0]; })));
        const transaction = db.transaction(stores, "readwrite", { durability: "strict" });
        transaction.oncomplete = function () { resolve(); };
        transaction.onabort = function () { reject(transaction.error); };
        changes.forEach(function (change) {
          const store = transaction.objectStore(change[0]);
          if (change[1] === "delete") { store.delete(change[2]); } else { store.put(change[2], change[3]); }
        });
      });
    });
  }

  // Change one value by what it is now, in one step: null takes it away, undefined leaves it alone.
  function alter(store, key, change) {
    return open().then(function (db) {
      return new Promise(function (resolve, reject) {
        const transaction = db.transaction(store, "readwrite"), shelf = transaction.objectStore(store);
        let after;
        shelf.get(key).onsuccess = function (event) {
          after = event.target.result === undefined ? undefined : change(event.target.result);
          if (after === null) { shelf.delete(key); } else if (after !== undefined) { shelf.put(after); }
        };
        transaction.oncomplete = function () { resolve(after); };
        transaction.onabort = function () { reject(transaction.error); };
      });
    });
  }

  function keep(name, value) { return write([["kept", "put", value, name]]); }

  till.shelf = { all: all, get: get, write: write, alter: alter, keep: keep };
}(window.muvTill = window.muvTill || {}));
