// One voucher from the moment it is typed or scanned to the large answer.
//
//   slip -> said at once            asked -> the server answers within 600 ms: its answer
//   part of it? -> ask how much            -> else this tablet decides, and saves before green
//   part of a bill? -> ask for the bill, each time as a tap of its own
(function (till) {
  "use strict";
  const URL = till.queue.URL, PATIENCE_MS = 5000;
  let turn = Promise.resolve();

  // How long a customer waits before the tablet decides by itself.
  function race_ms() { return Number(till.root.dataset.race); }

  function pause(ms) { return new Promise(function (resolve) { setTimeout(resolve, ms); }); }

  // Not a secret, only never drawn twice.
  function draw() { return till.signed_text.hex(crypto.getRandomValues(new Uint8Array(16))); }

  function ids(found) {
    const row = found.row;
    return row ? [row.hash, row.token_hash].filter(Boolean) : [found.key].filter(Boolean);
  }

  // Everything this tablet knows of a voucher; null for a scanned text that cannot be one.
  async function look(said) {
    const promise = said.token ? till.signed_text.read(said.token) : null;
    if (said.token && !promise) { return null; }
    const found = Object.assign({ said: said, promise: promise, key: null, row: null }, await till.snapshot.find(said, promise));
    const held = till.snapshot.held(), row = found.row, mine = ids(found);
    const used = await till.shelf.all("used").catch(function () { return []; });
    found.used = used.filter(function (one) {
      return one.ids.some(function (id) { return mine.includes(id); });
    });
    found.offer = held && till.snapshot.offer(row ? row.offer : promise && promise.offer);
    const terms = row || found.offer || {};
    found.divisible = Boolean(terms.divisible);
    found.percent = terms.percent || null;
    found.not_taken = terms.not_taken || null;
    const left = row ? row.left_cents : promise && promise.cents || 0;
    found.left_cents = found.used.reduce(function (rest, one) { return rest - one.cents; }, left);
    return found;
  }

  async function town() {
    const held = till.snapshot.held(), now = Date.now();
    const waiting = await till.queue.all().catch(function () { return []; });
    return {
      now: now, today: till.told.day(now), hour: till.told.hour(now), waiting: waiting.filter(function (one) { return !one.undone; }),
      fetched_at: held ? held.fetched_at : null,
      listed_on: held ? till.told.day(held.body.made_at) : null,
      shop_id: held ? held.body.shop.id : null,
      allowance: held ? held.body.allowance : null,
    };
  }

  function usedHere(tap, found, known_at) {
    return ["used", "put", { client_id: tap.client_id, ids: ids(found), at: tap.scanned_at, cents: tap.cents, known_at: known_at, id: tap.id }];
  }

  async function taken(tap, found, body) {
    tap.cents = body.amount_cents;
    tap.id = body.id;
    // The list that shows it comes only in a minute.
    await till.shelf.write([usedHere(tap, found, Date.now())]).catch(function () { return null; });
    return { kind: "accepted", title: body.title, pictogram: body.pictogram, cents: body.amount_cents, at: body.scanned_at, id: body.id };
  }

  async function answered(reply, tap, found) {
    const body = reply.body;
    if (reply.status < 300) { return taken(tap, found, body); }
    if (reply.status === 401) { return { kind: "revoked" }; }
    if (reply.status === 429) { return { kind: "no", code: body.code, sentence: body.sentence }; }
    if (body.code === "already_redeemed") { return { kind: "used", at: body.at, shop: body.shop, sentence: body.sentence }; }
    if (body.code === "bill") { return { kind: "ask", percent: body.percent, left_cents: body.face_cents, sentence: tap.amount_cents === null ? "" : body.sentence }; }
    if (body.code === "amount") { return { kind: "ask", percent: found.percent, left_cents: body.face_cents || found.left_cents, sentence: body.sentence }; }
    return { kind: "no", code: body.code, sentence: body.sentence };
  }

  // Saved first, shown green afterwards; without a place to save there is no green.
  async function save(tap, found, decision, asked) {
    const held = till.snapshot.held(), offer = found.offer || {};
    tap.cents = decision.cents;
    const item = {
      client_id: tap.client_id, said: tap.said, amount_cents: tap.amount_cents, scanned_at: tap.scanned_at,
      shop: held.body.shop.id, cents: tap.cents, title: offer.title, pictogram: offer.pictogram,
      code_end: tap.said.code ? tap.said.code.slice(-3) : "", asked: asked,
    };
    try {
      await till.shelf.write([["queue", "put", item], usedHere(tap, found, null)]);
    } catch (error) {
      return { kind: "no", code: "not_saved" };
    }
    return { kind: "accepted", offline: true, title: item.title, pictogram: item.pictogram, cents: tap.cents, at: tap.scanned_at, client_id: tap.client_id };
  }

  async function alone(tap, found) {
    if (found.promise) {
      const held = till.snapshot.held();
      found.verdict = held ? await till.signed_text.check(found.promise, held.body.keys) : "cannot_tell";
    }
    return till.decide(found, tap.amount_cents, await town());
  }

  async function ask(tap, found, progress) {
    const body = Object.assign({}, tap.said, { client_id: tap.client_id, scanned_at: tap.scanned_at });
    if (tap.amount_cents !== null) { body.amount_cents = tap.amount_cents; }
    const patient = till.link.state !== "down";
    const asked = till.link.post(URL, tap.client_id, body, race_ms() + PATIENCE_MS);
    const first = await Promise.race([asked.reply, pause(race_ms())]);
    if (first) { return answered(first, tap, found); }
    const decision = await alone(tap, found);
    if (decision.kind === "accepted") {
      if (first === undefined) { asked.stop(); }
      return save(tap, found, decision, asked.unsure());
    }
    // A refusal can wait: the server may know of a voucher that is too new for this tablet.
    if (patient) {
      progress();
      const late = await asked.reply;
      if (late) { return answered(late, tap, found); }
    }
    asked.stop();
    return Object.assign(decision, { offline: true, tap: decision.kind === "network" ? tap : null });
  }

  // What must be asked before anything is tried.
  function missing(found) {
    const over = found.left_cents <= 0 || found.row && found.row.state !== "issued" || found.percent && found.used.length;
    if (over || !found.divisible && !found.percent) { return null; }
    return { kind: "ask", percent: found.percent, left_cents: found.left_cents };
  }

  async function whole(text, amount_cents, percent, progress) {
    const said = till.code.understand(text);
    let found = said && await look(said);
    if (!found) { return { kind: "no", code: "mistyped", typed: text.trim().slice(0, 40) }; }
    if (till.link.state === "revoked") { return { kind: "revoked" }; }
    // One bought a moment ago may be used in parts: only a new list tells.
    if (!found.row && till.link.state === "up" && await till.snapshot.refresh(race_ms())) { found = await look(said); }
    if (amount_cents === null && missing(found)) { return missing(found); }
    // The server said so of one that is too new for this list.
    found.percent = found.percent || percent;
    const tap = { client_id: draw(), said: said, amount_cents: amount_cents, percent: found.percent, scanned_at: new Date().toISOString() };
    return ask(tap, found, progress);
  }

  // One after the other, as they lie on the counter.
  function take(text, amount_cents, percent, progress) {
    const mine = turn.then(function () { return whole(text, amount_cents, percent || null, progress); });
    turn = mine.catch(function () { return null; });
    return mine;
  }

  // Ask again for the same tap: if the server took it the first time, this says so.
  function again(tap) {
    turn = turn.then(async function () {
      const found = await look(tap.said);
      found.percent = found.percent || tap.percent;
      return ask(tap, found, function () { return null; });
    });
    return turn;
  }

  till.take = take;
  till.again = again;
}(window.muvTill = window.muvTill || {}));
