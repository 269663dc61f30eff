// Sentences in the language of the page: they stand on the page itself, their braces still empty.
(function () {
  "use strict";
  window.muvSpoken = function (root) {
    const words = JSON.parse(root.dataset.words);
    return function say(key, facts) {
      return words[key].replace(/\{(\w+)\}/g, function (whole, name) {
        return facts && name in facts ? String(facts[name]) : whole;
      });
    };
  };
}());
