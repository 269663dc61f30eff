// What was taken without the server: sent in order, one by one, each with the key it was born with.
//
// The server takes a key once whatever happens, so sending again never takes a voucher twice.
(function (till) {
  "use strict";
  const URL = "/shop/redemptions", LOCK = "muv-till-queue";
  const OLD_MS = 24 * 3600000;
  // Numbers of those sent since this page was opened, by the key they were born with.
  const numbers = new Map();
  let sending = null;

  function body(item) {
    return Object.assign({}, item.said, {
      client_id: item.client_id, scanned_at: item.scanned_at, offline: true,
    }, item.amount_cents === null ? {} : { amount_cents: item.amount_cents });
  }

  // Only this shop's: a tablet may have changed hands while it had no network.
  async function mine() {
    const items = await till.shelf.all("queue");
    return items.filter(function (item) { return String(item.shop) === till.root.dataset.shop; });
  }

  function note(item, why, facts) {
    return ["look", "put", Object.assign({
      client_id: item.client_id, at: item.scanned_at, title: item.title, cents: item.cents, code_end: item.code_end, why: why,
    }, facts)];
  }

  async function undo(id) {
    return till.link.post(URL + "/" + id + "/undo", "undo-" + id, {}).reply;
  }

  function withMark(mark) {
    return function (item) { return Object.assign({}, item, mark); };
  }

  // The server knows: off the queue, and among the used until the next list shows it.
  async function taken(sent, reply) {
    // Somebody may have pressed undo while it was on its way.
    const item = (await mine()).find(function (one) { return one.n === sent.n; }) || sent;
    const changes = [["queue", "delete", item.n]];
    const state = reply.body.state;
    numbers.set(item.client_id, reply.body.id);
    if (item.undone) {
      const undone = await undo(reply.body.id);
      if (!undone || undone.status === 429) { return false; }
      changes.push(["used", "delete", item.client_id]);
      if (undone.status >= 300) { changes.push(note(item, "not_undone", { sentence: undone.body.sentence })); }
    } else {
      const used = (await till.shelf.all("used")).find(function (one) { return one.client_id === item.client_id; });
      if (used) { changes.push(["used", "put", Object.assign(used, { known_at: Date.now(), id: reply.body.id })]); }
      if (state === "covered" || state === "disputed") { changes.push(note(item, state, { code_end: reply.body.code_end })); }
    }
    await till.shelf.write(changes);
    return true;
  }

  async function sendOne(waiting) {
    const item = await till.shelf.alter("queue", waiting.n, withMark({ asked: true }));
    if (!item) { return true; }
    const reply = await till.link.post(URL, item.client_id, body(item)).reply;
    if (!reply || reply.status === 401) { return false; }
    if (reply.status === 429) { till.link.holdOff(reply); return false; }
    if (reply.status < 300) { return taken(item, reply); }
    // A refusal is final: it would block what waits behind it for ever.
    await till.shelf.write([
      ["queue", "delete", item.n],
      ["used", "delete", item.client_id],
      note(item, item.undone ? "undone_anyway" : "refused", { sentence: reply.body.sentence, code: reply.body.code }),
    ]);
    return true;
  }

  async function sendAll() {
    let sent = 0;
    while (Date.now() >= till.link.wait_until) {
      const items = await mine();
      if (!items.length || !(await sendOne(items[0]))) { break; }
      sent += 1;
    }
    return sent;
  }

  // Several open pages share one queue: only one of them sends.
  function locked(work) {
    if (!navigator.locks) { return work(); }
    return navigator.locks.request(LOCK, { ifAvailable: true }, function (lock) { return lock ? work() : 0; });
  }

  function send() {
    if (!sending) {
      sending = Promise.resolve(locked(sendAll)).catch(function () { return 0; });
      sending.then(function () { sending = null; });
    }
    return sending;
  }

  // Take one back before it was sent; one that the server may already know is undone there.
  async function undoWaiting(item) {
    await till.shelf.alter("queue", item.n, function (now) {
      return now.asked ? Object.assign({}, now, { undone: true }) : null;
    });
    await till.shelf.write([["used", "delete", item.client_id]]);
  }

  // What was undone is not used any more, whatever an older list says.
  async function forget(id) {
    const used = (await till.shelf.all("used")).filter(function (one) { return one.id === id; });
    if (used.length) { await till.shelf.write(used.map(function (one) { return ["used", "delete", one.client_id]; })); }
  }

  till.queue = {
    send: send, undo: undo, undoWaiting: undoWaiting, mine: mine, forget: forget, numbers: numbers, URL: URL, OLD_MS: OLD_MS,
    all: function () { return till.shelf.all("queue"); },
  };
}(window.muvTill = window.muvTill || {}));
