/* A hand scanner types like a keyboard: the field is always ready, and one tap is one voucher. */
(function () {
  "use strict";
  var form = document.querySelector("[data-till]");
  if (!form) { return; }
  var field = form.querySelector("input[name=code]");

  function ready() {
    var busy = document.activeElement;
    if (!busy || busy === document.body) { field.focus(); }
  }

  document.addEventListener("visibilitychange", ready);
  document.addEventListener("keydown", function (event) {
    if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) { ready(); }
  });
  form.addEventListener("submit", function () {
    // The server takes a voucher once whatever happens; this only spares a second page load.
    form.querySelector("button").disabled = true;
  });
  window.addEventListener("pageshow", function (event) {
    form.querySelector("button").disabled = false;
    if (event.persisted) { field.value = ""; }
    ready();
  });
  field.focus();
}());
