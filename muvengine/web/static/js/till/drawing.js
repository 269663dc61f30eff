// Small builders of elements; what comes from outside is only ever put in as text.
(function (till) {
  "use strict";

  function build(tag, className, children) {
    const element = document.createElement(tag);
    if (className) { element.className = className; }
    [].concat(children || []).forEach(function (child) {
      if (child !== null && child !== "") { element.append(child); }
    });
    return element;
  }

  // A drawing of the page by its name; the page keeps them in templates.
  function icon(name, size) {
    const kept = document.querySelector("template[data-icon='" + name + "']");
    if (!kept) { return ""; }
    const drawing = kept.content.firstElementChild.cloneNode(true);
    if (size) { drawing.setAttribute("width", size); drawing.setAttribute("height", size); }
    return drawing;
  }

  function gift(name, size) {
    return icon("gift-" + String(name).replace(/[^a-z]/g, ""), size) || icon("gift-gift", size);
  }

  function button(className, name, words, act) {
    const element = build("button", "btn " + className, [icon(name), " ", words]);
    element.type = "button";
    element.addEventListener("click", function () { act(element); });
    return element;
  }

  till.draw = { build: build, icon: icon, gift: gift, button: button };
}(window.muvTill = window.muvTill || {}));
