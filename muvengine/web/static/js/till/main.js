// The till as a whole: a voucher in, a large answer out, and the town told as soon as it can be.
(function (till) {
  "use strict";
  const form = document.querySelector("[data-take]"), field = form.querySelector("[data-field]");
  const TICK_MS = 5000, PING_MS = 10000;
  let asked_at = 0, waited = 0;

  async function refreshAll() {
    asked_at = Date.now();
    if (await till.snapshot.refresh()) { await till.list.fetch(); }
    await show();
  }

  async function show() {
    await till.banner.show();
    await till.list.show(undo);
  }

  async function send() {
    const sent = await till.queue.send();
    // Another open page may have sent them.
    const left = (await till.queue.mine().catch(function () { return []; })).length, fewer = sent > 0 || left < waited;
    waited = left;
    if (fewer && till.link.state === "up") { await refreshAll(); } else { await show(); }
  }

  async function undoSent(id) {
    const reply = await till.queue.undo(id);
    if (reply && reply.status < 300) {
      await till.queue.forget(id).catch(function () { return null; });
      till.answer.undone();
    } else {
      till.answer.failed(reply && reply.body.sentence || till.say("undo_needs_network"));
    }
    return refreshAll();
  }

  // What waits here is taken back here; what the server knows is undone there.
  async function undo(one) {
    if (one.id) { return undoSent(one.id); }
    const queue = await till.queue.mine();
    const found = queue.find(function (item) { return item.client_id === one.client_id; });
    if (found) {
      await till.queue.undoWaiting(found);
      till.answer.undone();
      return send();
    }
    if (till.queue.numbers.has(one.client_id)) { return undoSent(till.queue.numbers.get(one.client_id)); }
    till.answer.failed(till.say("undo_in_list"));
    return refreshAll();
  }

  function answer(result, text) {
    if (result.kind === "accepted") {
      till.answer.accepted(result, function () { undo(result); });
    } else if (result.kind === "used") {
      till.answer.used(result);
    } else if (result.kind === "revoked") {
      till.answer.revoked();
    } else if (result.kind === "ask") {
      till.answer.ask(result, function (cents) { take(text, cents, result.percent); });
    } else {
      till.answer.refused(result, result.tap ? function () { finish(till.again(result.tap), text); } : null);
    }
  }

  async function finish(asked, text) {
    answer(await asked.catch(function (error) {
      console.error(error);
      return { kind: "no", code: "broken" };
    }), text);
    await send();
    if (till.link.state === "up") { await till.list.fetch(); await show(); }
  }

  function take(text, cents, percent) { return finish(till.take(text, cents, percent, till.answer.waiting), text); }

  function tick() {
    const due = till.link.state === "down" ? PING_MS : till.snapshot.FRESHEN_MS;
    return Date.now() - asked_at > due && !document.hidden ? refreshAll().then(send) : send();
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    const text = field.value;
    // Emptied at once: the next scan must not be typed behind this one.
    field.value = "";
    if (text.trim()) { take(text, null); }
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { till.camera.close(); field.focus(); } });
  window.addEventListener("online", function () { refreshAll().then(send); });
  document.querySelectorAll("[data-plain]").forEach(function (element) { element.hidden = true; });
  document.querySelectorAll("[data-scripted]").forEach(function (element) { element.hidden = false; });
  till.sound.button(document.querySelector("[data-sound]"));
  till.camera.button(function (text) { take(text, null); });

  async function start() {
    await till.snapshot.start();
    await till.list.start();
    await show();
    await refreshAll();
    await send();
    setInterval(tick, TICK_MS);
    if (navigator.storage && navigator.storage.persist) { navigator.storage.persist(); }
    if (navigator.serviceWorker) {
      await navigator.serviceWorker.register("/sw.js", { scope: "/shop" });
      await navigator.serviceWorker.ready;
      till.camera.prepare();
    }
  }

  // Sent back from a page that is not kept on the tablet.
  if (location.hash === "#needs-network") {
    document.querySelector("[data-aside]").hidden = false;
    history.replaceState(null, "", location.pathname);
  }
  start();
}(window.muvTill = window.muvTill || {}));
