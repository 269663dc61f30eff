// Recordings on this phone: each fix is kept the moment it comes, until the server has the trip.
//
//   trips  one a recording: {key, owner, mode, passengers, state, began_at, ended_at, said}
//   fixes  under [key of the trip, number]: {number, segment, at, lat, lon, accuracy_m, ele_m}
//   kept   whose recordings this phone shows while it has no network
(function (record) {
  "use strict";
  const EARTH_M = 6371000, STEP_M = 10;
  // Longer than the server takes trips back, with a day to spare: nobody can send an older one.
  const OLD_MS = 8 * 24 * 3600000;
  const shelf = window.muvShelf("muv-record", 1, function (db) {
    db.createObjectStore("trips", { keyPath: "key" });
    db.createObjectStore("fixes");
    db.createObjectStore("kept");
  });

  // Drawn once a recording; the server takes a key once, however often it is sent.
  function draw() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, function (byte) { return ("0" + byte.toString(16)).slice(-2); }).join("");
  }

  function of(key) { return window.IDBKeyRange.bound([key], [key, []]); }

  function begin(owner, mode, passengers) {
    const trip = {
      key: draw(), owner: owner, mode: mode, passengers: passengers, state: "going",
      began_at: Date.now(), ended_at: null, said: "",
    };
    return shelf.write([["trips", "put", trip]]).then(function () { return trip; });
  }

  // A fix a second must cost little: the browser writes it down, and a killed tab loses nothing.
  function keepFix(key, fix) { return shelf.write([["fixes", "put", fix, [key, fix.number]]], "relaxed"); }

  function change(key, values) {
    return shelf.alter("trips", key, function (trip) { return Object.assign({}, trip, values); });
  }

  function drop(key) { return shelf.write([["trips", "delete", key], ["fixes", "delete", of(key)]]); }

  // Recordings of one person, the newest first; old ones of others go.
  async function mine(owner) {
    const trips = await shelf.all("trips");
    for (const trip of trips) {
      if (trip.owner !== owner && Date.now() - trip.began_at > OLD_MS) { await drop(trip.key); }
    }
    return trips.filter(function (trip) { return trip.owner === owner; })
      .sort(function (a, b) { return b.began_at - a.began_at; });
  }

  // The page with network says who is there; its copy without network asks what was said last.
  function owner(said) {
    if (!said) { return shelf.get("kept", "owner"); }
    return shelf.write([["kept", "put", said, "owner"]]).then(function () { return said; });
  }

  function apart_m(a, b) {
    const rad = Math.PI / 180, north = (b.lat - a.lat) * rad;
    const east = (b.lon - a.lon) * rad * Math.cos((a.lat + b.lat) / 2 * rad);
    return EARTH_M * Math.hypot(north, east);
  }

  // Metres so far.  A phone that lies still wanders a little: only steps that are really taken
  // count, and a gap between segments adds nothing.
  function ruler() {
    let metres = 0, from = null;
    return {
      add: function (fix) {
        const step_m = from && from.segment === fix.segment ? apart_m(from, fix) : 0;
        if (from && from.segment === fix.segment && step_m < STEP_M) { return; }
        metres += step_m;
        from = fix;
      },
      metres: function () { return metres; },
    };
  }

  function length_m(fixes) {
    const measured = ruler();
    fixes.forEach(measured.add);
    return measured.metres();
  }

  record.keep = {
    begin: begin, keepFix: keepFix, change: change, drop: drop, mine: mine, owner: owner, length_m: length_m, ruler: ruler,
    fixes: function (key) { return shelf.all("fixes", of(key)); },
    get: function (key) { return shelf.get("trips", key); },
  };
}(window.muvRecord = window.muvRecord || {}));
