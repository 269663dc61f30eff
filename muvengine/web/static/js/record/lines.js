// The recordings that lie on this phone, each with what it waits for and what can be done with it.
(function (record) {
  "use strict";
  const root = document.querySelector("[data-record]"), say = window.muvSpoken(root);
  const section = root.querySelector("[data-kept]"), list = section.querySelector("ul");
  const pattern = root.querySelector("template[data-line]");
  const locale = root.dataset.locale, zone = root.dataset.zone;
  let shown = "";

  function distance(metres) {
    if (metres < 1000) { return say("metres", { n: Math.round(metres / 10) * 10 }); }
    const km = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(metres / 1000);
    return say("kilometres", { n: km });
  }

  function moment(when) {
    return new Intl.DateTimeFormat(locale, {
      timeZone: zone, weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    }).format(new Date(when));
  }

  function modeLabel(mode) { return root.querySelector("label[for=mode-" + mode + "]"); }
  function modeName(mode) { const label = modeLabel(mode); return label ? label.textContent.trim() : mode; }
  function modeDrawing(mode) {
    const label = modeLabel(mode), drawing = label && label.querySelector("svg");
    return drawing ? drawing.cloneNode(true) : document.createTextNode("");
  }

  function line(trip, metres, waits, acts) {
    const item = pattern.content.firstElementChild.cloneNode(true);
    function part(name) { return item.querySelector("[data-" + name + "]"); }
    const what = say("line", { mode: modeName(trip.mode), moment: moment(trip.began_at) });
    item.dataset.state = trip.state;
    part("drawing").append(modeDrawing(trip.mode));
    part("what").textContent = what;
    part("how").textContent = distance(metres);
    part("why").textContent = trip.state === "going" ? say("unfinished") : trip.state === "refused" ? trip.said : say("waits_" + waits);
    part("enter").hidden = !(trip.state === "finished" && waits === "owner");
    Object.keys(acts).forEach(function (name) {
      const button = part(name);
      button.hidden = (name === "continue" || name === "finish") ? trip.state !== "going" : name === "again" && trip.state === "going";
      // Several lines have the same buttons: each says which trip it is for.
      const about = document.createElement("span");
      about.className = "visually-hidden";
      about.textContent = " " + what;
      button.append(about);
      button.addEventListener("click", function () { acts[name](trip); });
    });
    return item;
  }

  // Drawn anew only where something changed: an open question must not close by itself.
  async function show(trips, waits, acts) {
    const metres = await Promise.all(trips.map(async function (trip) {
      return record.keep.length_m(await record.keep.fixes(trip.key));
    }));
    const now = JSON.stringify([trips, waits, metres]);
    if (now === shown) { return; }
    shown = now;
    list.replaceChildren.apply(list, trips.map(function (trip, i) { return line(trip, metres[i], waits, acts); }));
    section.hidden = !trips.length;
  }

  record.lines = { show: show, say: say, distance: distance, modeName: modeName, modeDrawing: modeDrawing };
}(window.muvRecord = window.muvRecord || {}));
