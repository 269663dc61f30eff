// Counts the seconds since a voucher was used; after three minutes the server says it is over.
(function () {
  "use strict";
  var FRESH_S = 180;
  var box = document.querySelector("[data-since]");
  if (!box) return;
  var began = Date.now() - Number(box.dataset.since) * 1000;
  var timer = window.setInterval(function () {
    var seconds = Math.floor((Date.now() - began) / 1000);
    if (seconds > FRESH_S) {
      window.clearInterval(timer);
      window.location.reload();
      return;
    }
    box.textContent = Math.floor(seconds / 60) + ":" + ("0" + seconds % 60).slice(-2);
  }, 1000);
})();
