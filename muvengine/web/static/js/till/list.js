// The last twenty, those that wait on top, and what somebody has to look at.
(function (till) {
  "use strict";
  const URL = "/shop/last", MAX = 20;
  const build = till.draw.build, icon = till.draw.icon, say = till.say, told = till.told;
  const last = document.querySelector("[data-last]"), look = document.querySelector("[data-look]");
  const BADGES = { undone: "arrow-counterclockwise", waits: "cloud-upload", covered: "check-circle", disputed: "question-circle" };
  let rows = [];

  function badge(state) {
    if (!BADGES[state]) { return null; }
    return build("span", "badge text-wrap text-bg-" + (state === "disputed" ? "warning" : "secondary"), [icon(BADGES[state], 16), " ", say("state_" + state)]);
  }

  function line(one, undo) {
    const may = one.undo_until && Date.parse(one.undo_until) > Date.now() && one.state === "accepted";
    const end = one.code_end ? build("span", "text-nowrap", "… " + one.code_end) : null;
    const name = told.written(one.title) || say("voucher");
    const act = may || one.state === "waits"
      ? till.draw.button("btn-outline-dark", "arrow-counterclockwise", say("undo"), function () { undo(one); }) : null;
    if (act) { act.append(build("span", "visually-hidden", " " + say("undo_what", { title: name, time: told.clock(one.scanned_at) }))); }
    const owed = one.state === "undone" || one.state === "disputed" ? null : build("strong", "text-nowrap", told.money(one.amount_cents));
    return build("li", "list-group-item d-flex flex-wrap gap-2 align-items-center", [
      build("span", "text-nowrap", told.day(one.scanned_at) === told.day(Date.now()) ? told.clock(one.scanned_at) : told.moment(one.scanned_at)),
      build("span", "me-auto", [till.draw.gift(one.pictogram, 20), " ", name]), owed,
      build("span", "w-100 d-flex flex-wrap gap-2 align-items-center", [end, badge(one.state), act]),
    ]);
  }

  function waiting(item) {
    return Object.assign({}, item, { state: item.undone ? "undone" : "waits", amount_cents: item.cents, waiting: item });
  }

  async function show(undo) {
    const queued = (await till.queue.mine().catch(function () { return []; })).reverse().map(waiting);
    const shown = queued.concat(rows).slice(0, MAX);
    last.replaceChildren.apply(last, shown.map(function (one) { return line(one, undo); }));
    document.querySelector("[data-last-none]").hidden = shown.length > 0;
    await showLook();
  }

  async function fetchLast() {
    const reply = await till.link.ask(URL, {}).reply;
    if (!reply || reply.status !== 200) { return; }
    rows = reply.body.items || reply.body;
    await till.shelf.keep("last", { shop: till.root.dataset.shop, rows: rows }).catch(function () { return null; });
  }

  async function start() {
    const kept = await till.shelf.get("last").catch(function () { return null; });
    if (kept && kept.shop === till.root.dataset.shop) { rows = kept.rows; }
  }

  function lookLine(one) {
    const name = told.written(one.title) || say("voucher");
    const seen = till.draw.button("btn-outline-primary", "check-circle", say("look_seen"), async function () {
      await till.shelf.write([["look", "delete", one.client_id]]);
      await showLook();
      document.querySelector("[data-field]").focus();
    });
    seen.append(build("span", "visually-hidden", " " + say("undo_what", { title: name, time: told.clock(one.at) })));
    return build("li", "list-group-item", [
      build("p", "mb-1", [build("strong", "", told.moment(one.at)), " · " + name + " · " + told.money(one.cents) + (one.code_end ? " · … " + one.code_end : "")]),
      build("p", "mb-2", [say("look_" + one.why), one.sentence ? " " + one.sentence : ""]),
      seen,
    ]);
  }

  async function showLook() {
    const found = await till.shelf.all("look").catch(function () { return []; });
    look.hidden = !found.length;
    look.querySelector("ul").replaceChildren.apply(look.querySelector("ul"), found.map(lookLine));
  }

  till.list = { start: start, fetch: fetchLast, show: show };
}(window.muvTill = window.muvTill || {}));
