// Looks every other second how far it is, and helps along where no worker does.
(function () {
  "use strict";
  function look() {
    var here = document.querySelector("[data-progress]");
    if (!here || here.dataset.left === "0") { return; }
    var button = here.hasAttribute("data-idle") && here.querySelector("form");
    var asked = button
      ? fetch(button.action, { method: "POST", body: new FormData(button) })
      : fetch(location.href);
    asked.then(function (answer) { return answer.ok ? answer.text() : ""; }).then(function (text) {
      var page = new DOMParser().parseFromString(text, "text/html");
      var found = page.querySelector("[data-progress]");
      if (found) {
        here.replaceWith(found);
      } else if (text) {
        location.reload();
      }
    }).catch(function () {
      // Away for a moment; the next look may find it again.
    }).then(function () { setTimeout(look, 1500); });
  }
  setTimeout(look, 800);
})();
