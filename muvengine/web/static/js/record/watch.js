// Listens to where the phone is while a recording goes on, and keeps what is good enough.
//
// Browsers stop listening when the page is hidden or the screen is off.  What was missed is a gap:
// the next fix begins a new segment, and nobody draws a line through it.
(function (record) {
  "use strict";
  const ACCURACY_M_MAX = 100, SILENCE_MS = 60000;
  let going = null, lamp = null;

  function fixOf(position) {
    const here = position.coords;
    return { at: Math.round(position.timestamp), lat: here.latitude, lon: here.longitude, accuracy_m: here.accuracy, ele_m: here.altitude };
  }

  // One after the other: a fix is counted once it is kept.
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
    watch.chain = watch.chain.then(function () { return record.keep.keepFix(watch.key, fix); }).then(function () {
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
    if (lamp) { lamp.release(); lamp = null; }
    return watch.chain;
  }

  // Go on with a recording; fixes of before a reload stand in segments of their own.
  async function start(trip, tell) {
    await stop();
    const fixes = await record.keep.fixes(trip.key), last = fixes[fixes.length - 1] || null;
    const watch = { key: trip.key, last: last, broken: true, ruler: record.keep.ruler(), chain: Promise.resolve(), tell: tell };
    fixes.forEach(watch.ruler.add);
    going = watch;
    watch.id = navigator.geolocation.watchPosition(
      function (position) { take(watch, position); },
      function (error) { watch.tell(error.code === error.PERMISSION_DENIED ? "denied" : "no_position"); },
      { enableHighAccuracy: true, maximumAge: 0 }
    );
    keepLit();
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
