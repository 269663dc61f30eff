// How things stand: network or not, how many vouchers wait, how old the list is.
(function (till) {
  "use strict";
  const say = till.say, told = till.told;
  const place = document.querySelector("[data-banner]");
  const state = place.querySelector("[data-state]"), more = place.querySelector("[data-more]"), warn = place.querySelector("[data-warn]");
  const DRAWINGS = { up: "wifi", down: "wifi-off", revoked: "x-circle-fill", unknown: "hourglass-split" };
  const LIST_OLD_MS = 15 * 60000;

  // Written only when it changes: a reader aloud says each change.
  function write(element, text, drawing) {
    if (element.dataset.said === text) { return; }
    element.dataset.said = text;
    element.replaceChildren();
    if (drawing) { element.append(till.draw.icon(drawing, 24), " "); }
    element.append(text);
    element.hidden = !text;
  }

  function warning(items, others) {
    const oldest = items[0];
    if (others.length) { return say("waits_for_other", { n: others.length }); }
    if (oldest && Date.now() - Date.parse(oldest.scanned_at) > till.queue.OLD_MS) { return say("waits_too_long"); }
    return "";
  }

  async function show() {
    const items = await till.queue.mine().catch(function () { return []; });
    const all = await till.queue.all().catch(function () { return []; });
    const held = till.snapshot.held(), link = till.link.state, lines = [];
    if (items.length) { lines.push(say("waiting", { n: items.length })); }
    if (held) {
      const age = Date.now() - held.fetched_at;
      if (link !== "up" || age > LIST_OLD_MS) { lines.push(say("list_age", { age: told.age(age) })); }
    } else if (link === "down") { lines.push(say("list_none")); }
    place.dataset.link = link;
    write(state, say("link_" + link), DRAWINGS[link]);
    write(more, lines.join(" "));
    write(warn, warning(items, all.filter(function (one) { return String(one.shop) !== till.root.dataset.shop; })), "exclamation-triangle");
    place.hidden = false;
  }

  till.link.changed.push(show);
  till.banner = { show: show };
}(window.muvTill = window.muvTill || {}));
