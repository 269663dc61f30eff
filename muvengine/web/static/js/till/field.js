// A hand scanner types like a keyboard: the field is always ready for the next voucher.
(function () {
  "use strict";
  const field = document.querySelector("[data-field]");
  if (!field) { return; }

  function writing(element) { return element && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName); }

  document.addEventListener("visibilitychange", function () {
    if (!document.hidden && !writing(document.activeElement)) { field.focus(); }
  });
  document.addEventListener("keydown", function (event) {
    // Space presses a button, letters never do.
    const letter = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (letter && !writing(document.activeElement)) { field.focus(); }
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { field.value = ""; }
    if (!writing(document.activeElement)) { field.focus(); }
  });
  field.focus();
}());
