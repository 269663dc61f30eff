// Lets the worker keep this page for when there is no network; where it may not, what was kept goes.
(function () {
  "use strict";
  const place = document.querySelector("[data-keep]");
  if (!place || !window.caches || !navigator.serviceWorker) { return; }
  if (!place.dataset.keep) {
    window.caches.delete("muv-phone");
    return;
  }
  navigator.serviceWorker.register("/phone-sw.js", { scope: place.dataset.scope }).then(function () {
    return navigator.serviceWorker.ready;
  }).then(function (found) {
    found.active.postMessage({
      owner: place.dataset.keep, addresses: place.dataset.addresses.split(" "), all: "all" in place.dataset,
    });
  }).catch(function () {
    // A browser that keeps nothing shows the page all the same.
  });
}());
