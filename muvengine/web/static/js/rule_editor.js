// Numbers the lines of a rulebook's text, and has it checked after each pause.  Without this script
// the text is a plain field, and the check a button.
(function () {
  "use strict";
  var PAUSE_MS = 700, AGAIN_MS = 4000, LONG_MS = 20000;
  var form = document.querySelector("form[data-check]");
  var field = form && form.elements.text;
  if (!field) return;

  var lines = form.querySelector(".rule-lines");
  var told = form.querySelector("[data-told]");
  var place = document.querySelector("[data-written-place]");
  var kept = field.value, timer = null, busy = false, again = false, sending = false;
  var problems = [], shown = 0;

  // The numbers of the lines; those with a problem stand out by sign and colour.
  function number() {
    var count = field.value.split("\n").length;
    if (count !== shown) {
      var list = document.createDocumentFragment();
      for (var n = 1; n <= count; n += 1) {
        var one = document.createElement("span");
        one.textContent = n;
        list.appendChild(one);
      }
      lines.textContent = "";
      lines.appendChild(list);
      shown = count;
    }
    Array.prototype.forEach.call(lines.children, function (one) { one.className = ""; });
    problems.slice().reverse().forEach(function (problem) {
      var one = lines.children[problem.line - 1];
      if (one) one.className = problem.warning ? "line-warning" : "line-wrong";
    });
    lines.scrollTop = field.scrollTop;
  }

  function read() {
    var found = place.querySelectorAll("#problems [data-message]");
    problems = Array.prototype.map.call(found, function (one) {
      return {
        line: Number(one.dataset.line), column: Number(one.dataset.column),
        warning: "warning" in one.dataset, message: one.dataset.message,
      };
    });
    number();
  }

  // What is wrong on the line on which the cursor stands.
  function here() {
    var line = field.value.slice(0, field.selectionStart).split("\n").length;
    var found = problems.filter(function (problem) { return problem.line === line; });
    return found.length ? sentence(found[0]) : "";
  }

  function sentence(problem) {
    return form.dataset.lineWord.replace("LINE", problem.line).replace("MESSAGE", problem.message);
  }

  function tell(text) {
    if (told.textContent !== text) told.textContent = text;
  }

  function check() {
    if (busy) { again = true; return; }
    busy = true;
    again = false;
    var body = new FormData(form), stop = new AbortController();
    var late = setTimeout(function () { stop.abort(); }, LONG_MS);
    body.delete("file");
    fetch(form.dataset.check, {
      method: "POST", body: body, credentials: "same-origin", signal: stop.signal,
    }).then(function (answer) {
      return answer.ok ? answer.text() : Promise.reject(answer.status);
    }).then(function (text) {
      var page = new DOMParser().parseFromString(text, "text/html");
      var found = page.querySelector("[data-written]");
      if (!found) return Promise.reject(text);
      put(found);
      read();
      tell(here() || found.dataset.said);
      return null;
    }).catch(function () {
      tell(form.dataset.away);
      later(AGAIN_MS);
    }).then(function () {
      clearTimeout(late);
      busy = false;
      if (again) later(PAUSE_MS);
    });
  }

  // Puts what was found in the place of what was there; folds stay open, the focus where it was.
  function put(found) {
    var open = place.querySelectorAll("details[open][id]");
    var focused = place.contains(document.activeElement) ? document.activeElement : null;
    var where = focused && (focused.id || focused.getAttribute("href"));
    Array.prototype.forEach.call(open, function (one) {
      var same = found.querySelector("details[id='" + one.id + "']");
      if (same) same.open = true;
    });
    place.textContent = "";
    place.appendChild(found);
    if (!where) return;
    var next = place.querySelector("[id='" + where + "'], [href='" + where + "']");
    if (next) next.focus();
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(check, wait);
  }

  function go(line, column) {
    var before = field.value.split("\n").slice(0, line - 1);
    var start = before.join("\n").length + (line > 1 ? 1 : 0);
    var end = field.value.indexOf("\n", start);
    field.focus();
    field.setSelectionRange(start + (column || 1) - 1, end < 0 ? field.value.length : end);
    field.scrollTop = Math.max(0, (line - 4) * field.scrollHeight / Math.max(1, shown));
    lines.scrollTop = field.scrollTop;
  }

  function dirty() {
    return field.value !== kept;
  }

  field.addEventListener("input", function () {
    number();
    later(PAUSE_MS);
  });
  form.elements.first_day.addEventListener("change", function () { later(PAUSE_MS); });
  field.addEventListener("scroll", function () { lines.scrollTop = field.scrollTop; });
  ["keyup", "click"].forEach(function (what) {
    field.addEventListener(what, function () { if (!busy) { var text = here(); if (text) tell(text); } });
  });
  place.addEventListener("click", function (event) {
    var link = event.target.closest("a[href='#text']");
    var spot = link && link.closest("[data-line]");
    if (!spot) return;
    event.preventDefault();
    go(Number(spot.dataset.line), Number(spot.dataset.column));
  });
  form.addEventListener("submit", function () { sending = true; });
  window.addEventListener("beforeunload", function (event) {
    if (dirty() && !sending) { event.preventDefault(); event.returnValue = ""; }
  });

  lines.hidden = false;
  read();
  var asked = new URLSearchParams(location.search).get("line");
  if (asked) go(Number(asked), 1);
})();
