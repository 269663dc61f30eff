// Nobody is signed in here: pages that were kept for somebody go.
(function () {
  "use strict";
  if (window.caches) { window.caches.delete("muv-phone").catch(function () { return false; }); }
}());
