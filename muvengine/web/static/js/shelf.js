// A shelf in the browser's own database: what is put there outlives a reload and a lost network.
//
// window.muvShelf(name, version, build) opens one; build makes its stores.
(function () {
  "use strict";

  function asked(request) {
    return new Promise(function (resolve, reject) {
      request.onsuccess = function () { resolve(request.result); };
      request.onerror = function () { reject(request.error); };
    });
  }

  window.muvShelf = function (name, version, build) {
    let opened = null;

    function open() {
      if (!opened) {
        opened = new Promise(function (resolve, reject) {
          const request = window.indexedDB.open(name, version);
          request.onupgradeneeded = function () { build(request.result); };
          request.onsuccess = function () { resolve(request.result); };
          request.onerror = function () { reject(request.error); };
          request.onblocked = function () { reject(new Error("blocked")); };
        });
        opened.catch(function () { opened = null; });
      }
      return opened;
    }

    // Everything of a store, or of a range of its keys.
    function all(store, range) {
      return open().then(function (db) { return asked(db.transaction(store).objectStore(store).getAll(range)); });
    }

    function get(store, key) {
      return open().then(function (db) { return asked(db.transaction(store).objectStore(store).get(key)); });
    }

    // Several changes, [store, "put" or "delete", value, key], all kept or none; resolves once they are on the disk.
    function write(changes, durability) {
      return open().then(function (db) {
        return new Promise(function (resolve, reject) {
          const stores = Array.from(new Set(changes.map(function (change) { return change[0]; })));
          const transaction = db.transaction(stores, "readwrite", { durability: durability || "strict" });
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

    return { all: all, get: get, write: write, alter: alter };
  };
}());
