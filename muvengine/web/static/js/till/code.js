// Codes as people type them, with the character that catches slips: the sum of core/vouchers/code.py.
(function (till) {
  "use strict";
  const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", CHARACTERS = 9, PREFIX = "MUV1:";
  const READ_AS = { O: "0", I: "1", L: "1", U: "V" };

  function double(value) {
    const twice = value << 1;
    return twice & 32 ? twice ^ 37 : twice;
  }

  function times(left, right) {
    let product = 0;
    for (let bits = right, value = left; bits; bits >>= 1, value = double(value)) {
      if (bits & 1) { product ^= value; }
    }
    return product;
  }

  function checkCharacter(characters) {
    let total = 0, weight = 1;
    for (let i = characters.length - 1; i >= 0; i -= 1) {
      weight = double(weight);
      total ^= times(weight, ALPHABET.indexOf(characters[i]));
    }
    return ALPHABET[total];
  }

  // Nine characters of the alphabet, or null for a slip.
  function normalise(text) {
    const letters = Array.from(text.toUpperCase(), function (one) { return READ_AS[one] || one; });
    const code = letters.filter(function (one) { return ALPHABET.includes(one); }).join("");
    const fits = code.length === CHARACTERS && checkCharacter(code.slice(0, -1)) === code.slice(-1);
    return fits ? code : null;
  }

  // What was said to the till: {code} when typed, {token} when scanned, null for a slip.
  function understand(text) {
    const plain = text.trim().toUpperCase();
    if (plain.startsWith(PREFIX)) {
      return /^[0-9A-Z]+$/.test(plain.slice(PREFIX.length)) ? { token: plain } : null;
    }
    const code = normalise(text);
    return code ? { code: code } : null;
  }

  till.code = { checkCharacter: checkCharacter, normalise: normalise, understand: understand, PREFIX: PREFIX };
}(window.muvTill = window.muvTill || {}));
