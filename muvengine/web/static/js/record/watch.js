// Listens to where the phone is while a recording goes on, and keeps what is good enough.
//
// Browsers stop listening when the page is hidden or the screen is off.  What was missed is a gap:
// the next fix begins a new segment, and nobody draws a line through it.
(function (record) {
  "use strict";
  const ACCURACY_M_MAX = 100, SILENCE_MS = 60000, LOCK_MS = 2000;
  let going = null, lamp = null;

  // Two open pages must not write into one recording: resolves with a way to let go, or null
  // where another page has it.  A page that is being reloaded lets go within a moment.
  function alone(key) {
    if (!navigator.locks) { return Promise.resolve(function () { return null; }); }
    return new Promise(function (resolve) {
      const control = new AbortController();
      const timer = setTimeout(function () { control.abort(); }, LOCK_MS);
      navigator.locks.request("muv-record-" + key, { signal: control.signal }, function () {
        clearTimeout(timer);
        return new Promise(function (letGo) { resolve(letGo); });
      }).catch(function () { resolve(null); });
    });
  }

  function fixOf(position) {
    const here = position.coords;
    return { at: Math.round(position.timestamp), lat: here.latitude, lon: here.longitude, accuracy_m: here.accuracy, ele_m: here.altitude };
  }

  // A fix is put on the shelf at once, and counted once it is kept.
  function take(watch, position) {
    const fix = fixOf(position), last = watch.last;
    if (fix.accuracy_m > ACCURACY_M_MAX) {
      watch.chain = watch.chain.then(function () { watch.tell("rough", fix); });
      return;
    }
    if (last && fix.at <= last.at) { return; }
    const gap = last && (watch.broken || fix.at - last.at > SILENCE_MS);
    fix.number = last ? last.number + 1 : 0;
    fix.segment = last ? last.segment + (gap ? 1 : 0) : 0;
    watch.broken = false;
    watch.last = fix;
    const kept = record.keep.keepFix(watch.key, fix);
    watch.chain = Promise.all([watch.chain, kept]).then(function () {
      watch.ruler.add(fix);
      watch.tell("fix", fix);
    }).catch(function () { watch.tell("not_kept"); });
  }

  // What waited for the disk is there when this resolves.
  function stop() {
    if (!going) { return Promise.resolve(); }
    const watch = going;
    going = null;
    navigator.geolocation.clearWatch(watch.id);
    watch.letGo();
    if (lamp) { lamp.release(); lamp = null; }
    return watch.chain;
  }

  // Go on with a recording, and tell whether that can be; fixes of before a reload stand in
  // segments of their own.
  async function start(trip, tell) {
    await stop();
    const letGo = await alone(trip.key);
    if (!letGo) { return false; }
    const fixes = await record.keep.fixes(trip.key), last = fixes[fixes.length - 1] || null;
    const watch = { key: trip.key, last: last, broken: true, ruler: record.keep.ruler(), chain: Promise.resolve(), tell: tell, letGo: letGo };
    fixes.forEach(watch.ruler.add);
    going = watch;
    watch.id = navigator.geolocation.watchPosition(
      function (position) { take(watch, position); },
      function (error) { watch.tell(error.code === error.PERMISSION_DENIED ? "denied" : "no_position"); },
      { enableHighAccuracy: true, maximumAge: 0 }
    );
    keepLit();
    return true;
  }

  // Asked anew whenever the page is seen again: browsers let go of it in between.
  async function keepLit() {
    if (!going) { return; }
    const watch = going;
    try {
      lamp = await navigator.wakeLock.request("screen");
      watch.tell("lit");
    } catch (error) {
      watch.tell("dark");
    }
  }

  document.addEventListener("visibilitychange", function () {
    if (!going) { return; }
    if (document.hidden) { going.broken = true; } else { going.tell("seen"); keepLit(); }
  });

  record.watch = {
    start: start, stop: stop,
    key: function () { return going && going.key; },
    metres: function () { return going ? going.ruler.metres() : 0; },
  };
}(window.muvRecord = window.muvRecord || {}));
