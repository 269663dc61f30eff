// The recorder as a whole: start, go on after a reload, finish, hand in, throw away.
(function (record) {
  "use strict";
  const root = document.querySelector("[data-record]"), say = record.lines.say, distance = record.lines.distance;
  const form = root.querySelector("[data-start]"), going = root.querySelector("[data-going]");
  const said = root.querySelector("[data-said]"), screen = root.querySelector("[data-screen]"), sent = root.querySelector("[data-sent]");
  // Left alone for longer, a recording is gone on with only when somebody says so.
  const RESUME_MS = 15 * 60000, RETRY_MS = 15000;
  let owner = "", current = null, waits = "sending";

  // Written only when it changes: a reader aloud says each change.
  function tell(text) { if (said.textContent !== text) { said.textContent = text; } }

  function clock(ms) {
    const s = Math.max(0, Math.floor(ms / 1000)), two = function (n) { return ("0" + n).slice(-2); };
    return Math.floor(s / 3600) + ":" + two(Math.floor(s / 60) % 60) + ":" + two(s % 60);
  }

  function tick() {
    if (!current) { return; }
    going.querySelector("[data-time]").textContent = clock(Date.now() - current.began_at);
    going.querySelector("[data-distance]").textContent = distance(record.watch.metres());
  }

  function heard(what, fix) {
    if (what === "lit" || what === "dark") { screen.textContent = say("screen_" + what); return; }
    if (what === "rough") { tell(say("rough", { n: Math.round(fix.accuracy_m) })); } else { tell(say("watch_" + what)); }
    tick();
  }

  async function go(trip) {
    current = trip;
    form.hidden = true;
    going.hidden = false;
    going.querySelector("[data-mode]").replaceChildren(record.lines.modeDrawing(trip.mode), " ", record.lines.modeName(trip.mode));
    tell(say("watch_waiting"));
    const alone = await record.watch.start(trip, heard);
    if (!alone) { idle(); tell(say("elsewhere")); }
    tick();
    await list();
  }

  async function list() {
    const trips = await record.keep.mine(owner);
    await record.lines.show(trips.filter(function (trip) { return !current || trip.key !== current.key; }), waits, acts);
    return trips;
  }

  function idle() {
    current = null;
    going.hidden = true;
    form.hidden = false;
  }

  async function finish(trip) {
    if (current && current.key === trip.key) { await record.watch.stop(); idle(); }
    await record.keep.change(trip.key, { state: "finished", ended_at: Date.now() });
    tell(say("finished"));
    await list();
    root.querySelector("[data-kept] h2").focus();
    await send(trip.key);
  }

  // The trip just finished leads to its page; others that were sent behind it stand in a line.
  function became(trip, what, wanted) {
    waits = what.kind === "network" || what.kind === "owner" ? what.kind : "sending";
    if (what.kind === "sent" && trip.key === wanted && !current) { location.assign(what.page); return; }
    if (what.kind === "sent") {
      sent.querySelector("a").href = what.page;
      sent.hidden = false;
    }
    tell(say(current ? "watch_fix" : "became_" + what.kind));
  }

  async function send(wanted) {
    const finished = (await record.keep.mine(owner)).filter(function (trip) { return trip.state === "finished"; });
    if (finished.length) { await record.send(finished, function (trip, what) { became(trip, what, wanted); }); }
    await list();
  }

  const acts = {
    "continue": function (trip) { if (current) { tell(say("one_at_a_time")); } else { go(trip); } },
    finish: finish,
    again: async function (trip) {
      await record.keep.change(trip.key, { state: "finished" });
      await send(trip.key);
    },
    discard: async function (trip) {
      await record.keep.drop(trip.key);
      tell(say("discarded"));
      await list();
      (root.querySelector("[data-kept]:not([hidden]) h2") || said).focus();
    },
  };

  form.addEventListener("submit", async function (event) {
    event.preventDefault();
    const mode = form.querySelector("input[name=mode]:checked");
    if (!mode) { tell(say("choose_mode")); return; }
    try {
      await go(await record.keep.begin(owner, mode.value, Number(form.elements.passengers.value)));
      going.querySelector("h2").focus();
    } catch (error) {
      tell(say("watch_not_kept"));
    }
  });
  going.querySelector("[data-finish-now]").addEventListener("click", function () { finish(current); });

  async function resume(trips) {
    for (const trip of trips) {
      const fixes = await record.keep.fixes(trip.key), last = fixes[fixes.length - 1];
      const alive = Math.max(trip.began_at, last ? last.at : 0);
      if (trip.state === "going" && Date.now() - alive < RESUME_MS) { await go(trip); return; }
    }
  }

  // The copy without network does not know the person: the last trip here tells how they travel.
  function choose(trips) {
    const usual = trips.length && form.querySelector("#mode-" + trips[0].mode);
    if (usual && !form.querySelector("input[name=mode]:checked")) { usual.checked = true; }
  }

  async function start() {
    owner = await record.keep.owner(root.dataset.owner);
    if (!owner || !navigator.geolocation) { throw new Error("nothing to record with"); }
    root.querySelector("[data-plain]").hidden = true;
    form.hidden = false;
    const trips = await list();
    choose(trips);
    await resume(trips);
    await send(null);
    setInterval(tick, 1000);
    setInterval(send, RETRY_MS);
    window.addEventListener("online", function () { send(null); });
    if (navigator.storage && navigator.storage.persist) { navigator.storage.persist(); }
  }

  start().catch(function () { tell(say("cannot")); });
}(window.muvRecord = window.muvRecord || {}));
