// The signed text of a voucher, read and checked without network: core/vouchers/signed_text.py.
(function (till) {
  "use strict";
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const CHARACTERS = 144, BODY_BYTES = 26, VERSION = 1, DAY_MS = 86400000, EPOCH_MS = Date.UTC(2020, 0, 1);

  function decode(text) {
    const bytes = new Uint8Array(Math.floor(text.length * 5 / 8));
    let bits = 0, held = 0, at = 0;
    for (const letter of text) {
      const value = ALPHABET.indexOf(letter);
      if (value < 0) { return null; }
      held = held << 5 | value;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[at] = held >> bits & 255;
        held &= (1 << bits) - 1;
        at += 1;
      }
    }
    return bytes;
  }

  function hex(bytes) {
    return Array.from(bytes, function (one) { return one.toString(16).padStart(2, "0"); }).join("");
  }

  function fromBase64url(text) {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (one) { return one.charCodeAt(0); });
  }

  function day(days) { return new Date(EPOCH_MS + days * DAY_MS).toISOString().slice(0, 10); }

  // What a scanned text promises; {token_id} alone for a voucher of before they were signed,
  // null for a text of the right length that cannot be one.
  function read(scanned) {
    const text = scanned.slice(till.code.PREFIX.length);
    if (text.length !== CHARACTERS) { return { token_id: text }; }
    const bytes = decode(text);
    if (!bytes || bytes[0] !== VERSION) { return null; }
    const view = new DataView(bytes.buffer);
    return {
      key_id: bytes[1],
      token_id: hex(bytes.subarray(2, 10)),
      offer: view.getUint32(10),
      shop: view.getUint32(14),
      cents: view.getUint32(18),
      first_day: day(view.getUint16(22)),
      last_day: day(view.getUint16(24)),
      body: bytes.subarray(0, BODY_BYTES),
      signature: bytes.subarray(BODY_BYTES),
    };
  }

  // "genuine", "forged", "unknown_key", or "cannot_tell" in a browser without this signature.
  async function check(promise, keys) {
    if (!promise.signature) { return "cannot_tell"; }
    const known = keys.find(function (one) { return one.id === promise.key_id; });
    if (!known) { return "unknown_key"; }
    const way = { name: "Ed25519" };
    let key;
    try {
      key = await crypto.subtle.importKey("raw", fromBase64url(known.public_key), way, false, ["verify"]);
    } catch (error) {
      return "cannot_tell";
    }
    return await crypto.subtle.verify(way, key, promise.signature, promise.body) ? "genuine" : "forged";
  }

  till.signed_text = { read: read, check: check, hex: hex };
}(window.muvTill = window.muvTill || {}));
