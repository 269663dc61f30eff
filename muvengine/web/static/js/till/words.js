// Sentences and figures in the language of the page; the sentences stand on the page itself.
(function (till) {
  "use strict";
  const root = document.querySelector("[data-till]");
  const say = window.muvSpoken(root), locale = root.dataset.locale, zone = root.dataset.zone;

  function money(cents) {
    return new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" }).format(cents / 100);
  }

  // The hour as the pages of the day and the month write it: 9 h 05, 9:05 or 09:05.
  function clock(when) {
    const text = hour(when), at = text.split(":"), language = locale.slice(0, 2);
    if (language === "fr") { return Number(at[0]) + "\u00a0h\u00a0" + at[1]; }
    return language === "es" ? Number(at[0]) + ":" + at[1] : text;
  }

  // The hour on the town's clocks, as 09:05 in every language.
  function hour(when) {
    return new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(when));
  }

  // The day on the town's calendar, as 2026-04-07.
  function day(when) {
    const parts = {};
    new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" })
      .formatToParts(new Date(when)).forEach(function (part) { parts[part.type] = part.value; });
    return parts.year + "-" + parts.month + "-" + parts.day;
  }

  function dayInWords(isoDay) {
    return new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "long", day: "numeric", month: "long" })
      .format(new Date(isoDay + "T12:00:00Z"));
  }

  function moment(when) {
    const today = day(Date.now()) === day(when);
    return today ? say("today_at", { time: clock(when) })
      : say("day_at", { day: dayInWords(day(when)), time: clock(when) });
  }

  function age(ms) {
    const minutes = Math.floor(ms / 60000);
    if (minutes < 1) { return say("age_now"); }
    if (minutes < 120) { return say("age_minutes", { n: minutes }); }
    return say(minutes < 2880 ? "age_hours" : "age_days", { n: Math.floor(minutes / (minutes < 2880 ? 60 : 1440)) });
  }

  // What organisers wrote, in this language or in the first one they wrote in.
  function written(texts) {
    if (typeof texts === "string") { return texts; }
    return (texts && (texts[locale] || Object.values(texts).find(Boolean))) || "";
  }

  till.root = root;
  till.say = say;
  till.told = { money: money, clock: clock, hour: hour, day: day, dayInWords: dayInWords, moment: moment, age: age, written: written };
}(window.muvTill = window.muvTill || {}));
