// Looks at a page as somebody would who magnifies it, has large fingers, or uses the keyboard.
// Evaluated in the page by tests/stories/careful.py; each function gives a list of complaints.
window.careful = (() => {
  const TARGET_PX = 44;
  const PRESSED = "a[href], button, summary, select, textarea, input:not([type=hidden])";
  const name = (one) => {
    const words = (one.getAttribute("aria-label") || one.innerText || one.id || "").trim();
    return `<${one.localName}${one.className && one.className.baseVal === undefined ? "." + one.className.trim().replace(/\s+/g, ".") : ""}> ${words.slice(0, 50)}`;
  };
  const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: false });
  const box = (one) => one.getBoundingClientRect();
  // Off the screen on purpose: for ears alone, or for machines alone.
  const aside = (one) => one.closest(".visually-hidden, .visually-hidden-focusable, .honey, .leaflet-container");

  // A link within a sentence may be as high as its line: WCAG 2.5.8, inline.
  const inline = (one) => {
    if (one.localName !== "a" || getComputedStyle(one).display !== "inline") return false;
    const around = one.closest("p, li, td, th, dd, dt, figcaption, caption, label, .form-text, .alert");
    return Boolean(around);
  };

  // A box or a circle is pressed by its words as well.
  const area = (one) => {
    const boxes = [box(one)];
    if (one.type === "checkbox" || one.type === "radio" || one.type === "file") {
      for (const label of one.labels || []) if (shown(label)) boxes.push(box(label));
    }
    return {
      width: Math.max(...boxes.map((b) => b.right)) - Math.min(...boxes.map((b) => b.left)),
      height: Math.max(...boxes.map((b) => b.bottom)) - Math.min(...boxes.map((b) => b.top)),
    };
  };

  const targets = () => [...document.querySelectorAll(PRESSED)]
    .filter((one) => shown(one) && !aside(one) && !one.disabled && !inline(one))
    .map((one) => [one, area(one)])
    .filter(([, a]) => Math.round(a.width) < TARGET_PX || Math.round(a.height) < TARGET_PX)
    .map(([one, a]) => `target ${Math.round(a.width)} x ${Math.round(a.height)}: ${name(one)}`);

  // Text that its own box cuts off, and boxes that run over the next.
  const cut = () => {
    const found = [];
    for (const one of document.querySelectorAll("body *")) {
      if (!shown(one) || aside(one) || one.closest("svg, video, [aria-hidden='true']")) continue;
      const style = getComputedStyle(one);
      const hides = /hidden|clip/;
      const tall = hides.test(style.overflowY) && one.scrollHeight > one.clientHeight + 1;
      const wide = hides.test(style.overflowX) && one.scrollWidth > one.clientWidth + 1;
      if ((tall || wide) && one.innerText.trim()) found.push(`cut: ${name(one)}`);
      if (one.matches(".btn, .nav-link, .tile, .badge, h1, h2, h3, label, legend")) {
        const over = one.scrollWidth > one.clientWidth + 1 && style.display !== "inline";
        if (over && one.clientWidth) found.push(`runs over: ${name(one)}`);
      }
    }
    const pressed = [...document.querySelectorAll(".btn, .nav-link, .tile")].filter((one) => shown(one) && !aside(one));
    pressed.forEach((one, index) => {
      const next = pressed[index + 1];
      if (!next || one.contains(next)) return;
      const a = box(one), b = box(next);
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const along = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 2 && along > 2) found.push(`overlaps: ${name(one)} and ${name(next)}`);
    });
    return found;
  };

  const sideways = () => {
    const width = document.documentElement.clientWidth;
    const wide = document.documentElement.scrollWidth - width;
    if (wide <= 0) return [];
    const scrolls = (one) => one.parentElement.closest("[tabindex='0'], .visually-hidden, .honey, svg");
    const out = [...document.querySelectorAll("body *")].filter((one) => shown(one) && box(one).right > width + 0.5 && !scrolls(one) && !one.childElementCount);
    return [`scrolls sideways by ${wide} px: ${out.slice(0, 3).map(name).join("; ")}`];
  };

  // WCAG 1.4.12: nobody may lose anything who spaces text like this.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }");
  const spaced = () => {
    document.adoptedStyleSheets = [sheet];
    const found = [...cut(), ...sideways()].map((one) => `spaced text ${one}`);
    document.adoptedStyleSheets = [];
    return found;
  };

  // What Tab has to reach, in the order of the text.
  const stops = () => {
    const groups = new Set();
    return [...document.querySelectorAll(`${PRESSED}, [tabindex="0"]`)].filter((one) => {
      if (!shown(one) || one.disabled || one.tabIndex < 0 || one.closest(".leaflet-container")) return false;
      if (one.type !== "radio") return true;
      const group = `${one.form && [...document.forms].indexOf(one.form)} ${one.name}`;
      const chosen = document.querySelectorAll(`input[type=radio][name="${CSS.escape(one.name)}"]:checked`);
      if ([...chosen].some((other) => other.form === one.form && other !== one)) return false;
      return !groups.has(group) && groups.add(group);
    });
  };

  const seen = [];
  const begin = () => {
    seen.length = 0;
    window.scrollTo(0, 0);
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    document.removeEventListener("focusin", note);
    document.addEventListener("focusin", note);
    // Day, month, year and the calendar of a date are stops of their own; half days of a time too.
    const parts = { date: 4, time: 4, "datetime-local": 8 };
    return stops().reduce((sum, one) => sum + (parts[one.type] || 1), 0);
  };
  const note = (event) => {
    const one = event.target;
    const style = getComputedStyle(one), label = one.labels && one.labels[0];
    const drawn = (s) => (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) || /rgb.*px/.test(s.boxShadow);
    const visible = drawn(style) || (one.matches(".btn-check") && label && drawn(getComputedStyle(label)));
    seen.push([one, visible, box(one.matches(".btn-check") && label ? label : one), window.scrollY]);
  };
  const walked = () => {
    document.removeEventListener("focusin", note);
    const found = [], wanted = stops();
    const order = seen.map(([one]) => one);
    for (const one of wanted) {
      if (!order.includes(one)) found.push(`Tab never reaches ${name(one)}`);
      if (one.tabIndex > 0) found.push(`jumps the order of the text: ${name(one)}`);
    }
    const met = order.filter((one, index) => wanted.includes(one) && order.indexOf(one) === index);
    met.forEach((one, index) => {
      const next = met[index + 1];
      if (next && !(one.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING)) found.push(`Tab goes back from ${name(one)} to ${name(next)}`);
    });
    const places = new Map(seen.map(([one, , place, scrolled]) => [one, { top: place.top + scrolled, bottom: place.bottom + scrolled, left: place.left, right: place.right }]));
    met.forEach((one, index) => {
      const next = met[index + 1];
      if (!next || one.closest(".finished, .leaflet-container") || next.closest(".finished")) return;
      const a = places.get(one), b = places.get(next);
      if (b.bottom <= a.top + 1 && b.left < a.right - 1) found.push(`Tab goes up from ${name(one)} to ${name(next)}`);
    });
    for (const [one, visible] of seen) if (wanted.includes(one) && !visible) found.push(`focus is not seen on ${name(one)}`);
    return [...new Set(found)];
  };

  // With colours of one's own nothing may be told by a ground alone; nothing may move.
  const calm = () => {
    const found = [];
    // Parts of a time or a day are the browser's own to draw.
    const browsers = "input[type=time], input[type=date], input[type='datetime-local']";
    const moving = document.getAnimations().filter((one) => one.playState === "running" && !one.effect.target.matches(browsers));
    for (const one of moving) found.push(`moves: ${name(one.effect.target)}`);
    const ground = getComputedStyle(document.body).backgroundColor;
    for (const one of document.querySelectorAll("body *")) {
      if (!shown(one) || one.closest(".qr, .map, svg")) continue;
      const style = getComputedStyle(one);
      if (style.forcedColorAdjust !== "auto") found.push(`keeps its own colours: ${name(one)}`);
    }
    for (const one of document.querySelectorAll("svg.icon")) {
      if (shown(one) && getComputedStyle(one).fill === ground && !one.closest(".btn, .nav-link, a, button")) found.push(`unseen in one's own colours: ${name(one.parentElement)}`);
    }
    return found;
  };

  return { targets, cut, sideways, spaced, begin, walked, calm };
})();
