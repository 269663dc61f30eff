// The large answer: colour, shape, word and sound; the focus goes to it.
(function (till) {
  "use strict";
  const build = till.draw.build, icon = till.draw.icon, say = till.say, told = till.told;
  const LOOKS = {
    yes: ["answer-yes", "check-circle-fill"],
    used: ["answer-used", "arrow-counterclockwise"],
    no: ["answer-no", "x-circle-fill"],
  };
  const BILL_CENTS_MAX = 10000000;
  const place = document.querySelector("[data-answer]");

  function show(look, heading, lines, after, quiet) {
    const box = build("div", "answer " + LOOKS[look][0], [
      icon(LOOKS[look][1]),
      build("p", "fs-2 mb-1", build("strong", "", heading)),
    ].concat(lines.filter(Boolean).map(function (line) {
      return build("p", "mb-1", line);
    })));
    place.replaceChildren(box);
    (after || []).forEach(function (one) { place.append(build("div", "mt-3", one)); });
    place.scrollIntoView({ block: "nearest" });
    place.focus({ preventScroll: true });
    if (!quiet) { till.sound.play(look); }
  }

  function accepted(result, undo) {
    const lines = [
      build("span", "fs-3", [till.draw.gift(result.pictogram), " ", told.written(result.title) || say("voucher")]),
      say("owed", { amount: told.money(result.cents), time: told.clock(result.at) }),
      result.offline ? build("span", "", [icon("wifi-off", 24), " ", say("kept_here")]) : null,
    ];
    show("yes", say("accepted"), lines, [till.draw.button("btn-outline-dark btn-xl", "arrow-counterclockwise", say("undo"), undo)]);
  }

  function used(result) {
    const line = result.sentence || (result.at ? say("used_at", { moment: told.moment(result.at) }) : say("used_before"));
    show("used", say("used"), [line, result.offline ? say("said_alone") : null]);
  }

  function why(result) {
    const facts = Object.assign({}, result.facts);
    if (facts.last_day) { facts.day = told.dayInWords(facts.last_day); }
    if (facts.first_day) { facts.day = told.dayInWords(facts.first_day); }
    if ("left_cents" in facts) { facts.amount = told.money(facts.left_cents); }
    return say("no_" + result.code, facts);
  }

  function refused(result, again) {
    const after = again ? [till.draw.button("btn-primary btn-xl", "arrow-counterclockwise", say("try_again"), again)] : [];
    show("no", say(result.kind === "network" ? "cannot_check" : "not_accepted"), [
      result.sentence || why(result),
      result.kind === "network" ? say("do_not_give") : null,
      result.typed ? say("you_typed", { typed: result.typed }) : null,
      result.offline && result.kind !== "network" ? say("said_alone") : null,
    ], after);
  }

  function waiting() {
    place.replaceChildren(build("p", "fs-4 my-3", [icon("hourglass-split"), " ", say("asking")]));
  }

  // A voucher that may be used in parts: how much of it?  One that pays a part: of which bill?
  function ask(result, taken) {
    const box = document.querySelector("template[data-ask]").content.firstElementChild.cloneNode(true);
    const field = box.querySelector("input"), wrong = box.querySelector("[data-wrong]");
    const bill = Boolean(result.percent), most = bill ? BILL_CENTS_MAX : result.left_cents;
    const asked = bill ? "bill" : "ask", facts = { percent: result.percent, amount: told.money(result.left_cents) };
    ["title", "label", "left", "do"].forEach(function (part) {
      box.querySelector("[data-" + part + "]").textContent = say(asked + "_" + part, facts);
    });
    wrong.textContent = result.sentence || "";
    field.value = bill ? "" : (result.left_cents / 100).toFixed(2).replace(".", told.money(1.5).includes(",") ? "," : ".");
    function choose() {
      const cents = cents_of(field.value);
      if (cents === null || cents <= 0 || cents > most) {
        wrong.textContent = say(asked + "_wrong", { amount: told.money(most) });
        field.setAttribute("aria-invalid", "true");
        field.select();
        return;
      }
      taken(cents);
    }
    box.querySelector("button").addEventListener("click", choose);
    field.addEventListener("keydown", function (event) { if (event.key === "Enter") { choose(); } });
    place.replaceChildren(box);
    field.focus();
    field.select();
  }

  // Euros as people write them, with comma or point; null for what is not an amount.
  function cents_of(text) {
    const plain = text.trim().replace("€", "").trim().replace(",", ".");
    return /^[0-9]{1,6}(\.[0-9]{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : null;
  }

  till.answer = {
    accepted: accepted, used: used, refused: refused, waiting: waiting, ask: ask,
    revoked: function () { show("no", say("not_accepted"), [say("revoked")]); },
    undone: function () { show("used", say("undone"), [say("undone_lead")], [], true); },
    failed: function (sentence) { show("no", say("not_undone"), [sentence]); },
  };
}(window.muvTill = window.muvTill || {}));
