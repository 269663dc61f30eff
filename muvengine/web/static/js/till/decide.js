// What the tablet says by itself when the server does not answer: a short fixed list of checks.
//
// The order is that of core/vouchers/voucher.py, so that both give the same reason.
(function (till) {
  "use strict";
  const HOUR_MS = 3600000, CLOCK_BACK_MS = 300000;

  function no(code, facts) { return { kind: "no", code: code, facts: facts || {} }; }
  function network(code) { return { kind: "network", code: code }; }

  // A row of the list is as good a witness as a signature: its number cannot be guessed.
  function stranger(found, town) {
    if (found.row) { return found.verdict === "forged" ? no("bad_signature") : null; }
    if (found.said.code) { return network("not_on_list"); }
    if (found.verdict === "forged") { return no("bad_signature"); }
    if (found.verdict !== "genuine") { return network(found.verdict); }
    // One of before this list that is not on it was used or cancelled long ago.
    return found.promise.shop === town.shop_id && found.promise.first_day < town.listed_on ? network("gone_from_list") : null;
  }

  // Hours of a weekday and single days when it is not taken; an end at midnight closes the day.
  function shut(not_taken, town) {
    if (!not_taken) { return false; }
    const weekday = (new Date(town.today + "T12:00:00Z").getUTCDay() + 6) % 7;
    return not_taken.days.includes(town.today) || not_taken.hours.some(function (one) {
      return one.weekday === weekday && one.begins <= town.hour && (one.ends === "00:00" || town.hour < one.ends);
    });
  }

  // A percentage of the bill, halves rounded up, and never more than is left on the voucher.
  function share(bill_cents, percent, left_cents) {
    return Math.min(left_cents, Math.floor((bill_cents * percent + 50) / 100));
  }

  function state(found, town) {
    const row = found.row, promise = found.promise;
    if (promise && promise.shop !== undefined && promise.shop !== town.shop_id) { return no("wrong_shop"); }
    if (row && row.state === "void") { return no("voucher_void"); }
    if (row && row.state === "redeemed") { return { kind: "used", at: row.used_at }; }
    const last = found.used[found.used.length - 1];
    if (last && (!found.divisible || found.left_cents <= 0)) { return { kind: "used", at: last.at }; }
    const first_day = (row || promise).first_day, last_day = (row || promise).last_day;
    if ((row && row.state === "expired") || town.today > last_day) { return no("voucher_expired", { last_day: last_day }); }
    if (town.today < first_day) { return no("not_yet", { first_day: first_day }); }
    return shut(found.not_taken, town) ? no("blackout") : null;
  }

  // How far a tablet may go alone: so many hours, vouchers and cents since it last had an answer.
  function allowance(cents, town) {
    const room = town.allowance, waiting = town.waiting;
    const waiting_cents = waiting.reduce(function (sum, one) { return sum + one.cents; }, 0);
    if (town.now < town.fetched_at - CLOCK_BACK_MS) { return network("clock_wrong"); }
    if (town.now - town.fetched_at > room.hours * HOUR_MS) { return network("too_long_alone"); }
    if (waiting.length >= room.count) { return network("too_many_waiting"); }
    return waiting_cents + cents > Math.min(room.left_cents, room.amount_cents) ? network("too_much_waiting") : null;
  }

  // Judge one voucher.
  //
  // found: {said, promise, verdict, row, used, divisible, percent, not_taken, left_cents}; town: {shop_id,
  // today, hour, now, listed_on, fetched_at, allowance, waiting}; amount_cents is the whole bill where
  // percent is.  Gives {kind: "accepted", cents}, {kind: "used", at}, {kind: "no", code, facts},
  // {kind: "ask"} for an amount, or {kind: "network", code} where only the server can tell.
  function decide(found, amount_cents, town) {
    if (!town.fetched_at) { return network("no_list"); }
    const refused = stranger(found, town) || state(found, town);
    if (refused) { return refused; }
    if (found.percent) {
      if (amount_cents === null) { return { kind: "ask", percent: found.percent, left_cents: found.left_cents }; }
      const paid = share(amount_cents, found.percent, found.left_cents);
      return allowance(paid, town) || { kind: "accepted", cents: paid };
    }
    const cents = amount_cents === null ? found.left_cents : amount_cents;
    const part = found.divisible && cents > 0 && cents < found.left_cents;
    if (cents !== found.left_cents && !part) { return no("bad_amount", { left_cents: found.left_cents }); }
    return allowance(cents, town) || { kind: "accepted", cents: cents };
  }

  till.decide = decide;
}(window.muvTill = window.muvTill || {}));
