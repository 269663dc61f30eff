// Tells that recordings lie on this phone which are not finished, or were not sent yet.
(function (record) {
  "use strict";
  const place = document.querySelector("[data-waits]");
  if (!place.dataset.owner || !window.indexedDB) { return; }
  record.keep.mine(place.dataset.owner).then(function (trips) { place.hidden = !trips.length; }, function () { return null; });
}(window.muvRecord = window.muvRecord || {}));
