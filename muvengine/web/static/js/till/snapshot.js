// This shop's vouchers as salted hashes, fetched each minute; a lost tablet gives no code away.
(function (till) {
  "use strict";
  const URL = "/shop/snapshot", FRESHEN_MS = 60000;
  let held = null, byHash = new Map();

  async function hash(text) {
    const bytes = new TextEncoder().encode(held.body.salt + ":" + text);
    return till.signed_text.hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  }

  function hold(kept) {
    held = kept;
    byHash = new Map();
    if (!held) { return; }
    held.body.vouchers.forEach(function (row) {
      byHash.set(row.hash, row);
      if (row.token_hash) { byHash.set(row.token_hash, row); }
    });
  }

  // Another shop's list must never answer for this one.
  async function start() {
    const kept = await till.shelf.get("snapshot").catch(function () { return null; });
    hold(kept && String(kept.body.shop.id) === till.root.dataset.shop ? kept : null);
  }

  // Used vouchers that a list fetched after the server knew of them shows by itself.
  async function forget(asked_at) {
    const used = await till.shelf.all("used");
    const known = used.filter(function (one) { return one.known_at && one.known_at < asked_at; });
    if (known.length) {
      await till.shelf.write(known.map(function (one) { return ["used", "delete", one.client_id]; }));
    }
  }

  async function take(reply, asked_at) {
    if (reply.status === 200) {
      hold({ body: reply.body, etag: reply.etag, fetched_at: asked_at });
    } else if (reply.status === 304 && held) {
      held.fetched_at = asked_at;
    } else {
      return false;
    }
    till.root.dataset.shop = String(held.body.shop.id);
    await till.shelf.keep("snapshot", held);
    await forget(asked_at);
    return true;
  }

  // Ask for a newer list; false when none came.
  async function refresh(patience_ms) {
    const asked_at = Date.now();
    // The server notes how far this clock is off.
    const headers = { "X-Till-Clock": new Date(asked_at).toISOString() };
    if (held && held.etag) { headers["If-None-Match"] = held.etag; }
    const reply = await till.link.ask(URL, { headers: headers }, patience_ms).reply;
    if (!reply) { return false; }
    return take(reply, asked_at).catch(function () { return false; });
  }

  // The row of what was typed or scanned, if this list has it.
  async function find(said, promise) {
    if (!held || !(window.crypto && crypto.subtle)) { return null; }
    const key = await hash(said.code || promise.token_id);
    return { key: key, row: byHash.get(key) || null };
  }

  function offer(id) {
    return held && held.body.offers.find(function (one) { return one.id === id; });
  }

  till.snapshot = {
    start: start, refresh: refresh, find: find, offer: offer, FRESHEN_MS: FRESHEN_MS,
    held: function () { return held; },
  };
}(window.muvTill = window.muvTill || {}));
