// Reads the main sentences of a page aloud, where the browser has a voice for their language.
(function () {
  "use strict";
  var speech = window.speechSynthesis, button = document.querySelector("[data-listen]");
  if (!speech || !button) { return; }
  var words = button.querySelector("span"), start = words.textContent, stop = button.dataset.stop;
  var reading = 0;

  function spoken(element) { return element.closest("[lang]").lang; }

  function voice(language) {
    return speech.getVoices().find(function (one) {
      return one.lang.slice(0, 2).toLowerCase() === language.slice(0, 2);
    });
  }

  // A paragraph is read whole; of a box its headings, paragraphs and lines, but not its buttons.
  function lines() {
    var found = [document.querySelector("h1")];
    document.querySelectorAll("[data-aloud]").forEach(function (box) {
      var parts = Array.from(box.querySelectorAll("h2, h3, p, li"));
      found = found.concat(parts.length ? parts : [box]);
    });
    return found.filter(function (one) {
      return one.offsetParent !== null && !one.closest("form") && one.innerText.trim();
    });
  }

  function show(on) {
    words.textContent = on ? stop : start;
  }

  function end() {
    reading += 1;
    speech.cancel();
    show(false);
  }

  function read() {
    var mine = reading += 1, waiting = lines();
    show(true);
    (function next() {
      var line = waiting.shift();
      if (mine !== reading) { return; }
      if (!line) { show(false); return; }
      var said = new SpeechSynthesisUtterance(line.innerText);
      said.lang = spoken(line);
      said.voice = voice(said.lang) || null;
      said.onend = said.onerror = next;
      speech.speak(said);
    }());
  }

  function look() { button.hidden = !voice(document.documentElement.lang); }

  button.addEventListener("click", function () {
    if (words.textContent === start) { speech.cancel(); read(); } else { end(); }
  });
  window.addEventListener("pagehide", end);
  // Voices may come later than the page.
  if (speech.addEventListener) { speech.addEventListener("voiceschanged", look); }
  look();
}());
