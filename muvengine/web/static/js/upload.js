// Says which files were chosen, and that they are on their way; a second press sends nothing.
(function () {
  "use strict";
  document.querySelectorAll("form[data-upload]").forEach(function (form) {
    var input = form.querySelector("input[type=file]");
    var chosen = form.querySelector("[data-chosen]");
    var button = form.querySelector("button");
    input.addEventListener("change", function () {
      var names = Array.from(input.files).map(function (file) { return file.name; });
      chosen.textContent = names.length ? form.dataset.ready + " " + names.join(", ") : "";
    });
    form.addEventListener("submit", function () {
      // After the browser has taken the form: a button that is off is not sent.
      setTimeout(function () { button.disabled = true; }, 0);
      chosen.textContent = form.dataset.sending;
    });
    // Back from the next page, the form must work again.
    window.addEventListener("pageshow", function () { button.disabled = false; });
  });
})();
