// Tells at the way in that vouchers still wait on this tablet: nobody should empty it.
(function (till) {
  "use strict";
  const place = document.querySelector("[data-waits]");
  if (!window.indexedDB) { return; }
  till.shelf.all("queue").then(function (items) {
    if (!items.length) { return; }
    place.textContent = place.dataset.waits.replace("{n}", items.length);
    place.hidden = false;
  }, function () { return null; });
}(window.muvTill = window.muvTill || {}));
