// Hands finished recordings in, each once: the key it was begun with goes along, and the server
// answers a key it knows with the trip it made of it.
(function (record) {
  "use strict";
  const URL = "/me/trips/recorded", LOCK = "muv-record-send", PATIENCE_MS = 60000;
  let wait_until = 0;

  function point(fix) {
    const ele = typeof fix.ele_m === "number" ? "<ele>" + fix.ele_m.toFixed(1) + "</ele>" : "";
    return "<trkpt lat=\"" + fix.lat.toFixed(7) + "\" lon=\"" + fix.lon.toFixed(7) + "\">" + ele
      + "<time>" + new Date(fix.at).toISOString() + "</time>"
      + "<extensions><accuracy>" + fix.accuracy_m.toFixed(1) + "</accuracy></extensions></trkpt>";
  }

  // The same fixes give the same file, letter by letter.
  function gpx(fixes) {
    let text = "", segment = null;
    fixes.forEach(function (fix) {
      if (fix.segment !== segment) { text += (segment === null ? "" : "</trkseg>") + "<trkseg>"; segment = fix.segment; }
      text += point(fix);
    });
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><gpx version=\"1.1\" creator=\"muvengine recorder\""
      + " xmlns=\"http://www.topografix.com/GPX/1/1\"><trk>" + text + (segment === null ? "" : "</trkseg>") + "</trk></gpx>";
  }

  async function post(trip) {
    const body = new FormData(), control = new AbortController();
    body.append("owner", trip.owner);
    body.append("mode", trip.mode);
    body.append("passengers", String(trip.passengers));
    body.append("file", new Blob([gpx(await record.keep.fixes(trip.key))], { type: "application/gpx+xml" }), "recording.gpx");
    const timer = setTimeout(function () { control.abort(); }, PATIENCE_MS);
    try {
      const answer = await fetch(URL, {
        method: "POST", body: body, cache: "no-store", credentials: "same-origin", signal: control.signal,
        headers: { "Idempotency-Key": trip.key, "X-Recorder": "1" },
      });
      return { status: answer.status, body: await answer.json() };
    } catch (error) {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  // What became of it: sent, refused, or why it waits: for the network, for a while, for its owner.
  async function sendOne(trip) {
    const reply = await post(trip);
    if (!reply || reply.status >= 500) { return { kind: "network" }; }
    if (reply.status === 401 || reply.status === 403) { return { kind: "owner" }; }
    if (reply.status === 429) {
      wait_until = Date.now() + (Number(reply.body.retry_after_s) || 60) * 1000;
      return { kind: "network" };
    }
    if (reply.status < 300) {
      await record.keep.drop(trip.key);
      return { kind: "sent", page: reply.body.page };
    }
    await record.keep.change(trip.key, { state: "refused", said: reply.body.sentence });
    return { kind: "refused" };
  }

  async function sendAll(trips, tell) {
    for (const trip of trips) {
      if (Date.now() < wait_until) { return; }
      // Another page of ours may have sent it, or its owner thrown it away.
      const now = await record.keep.get(trip.key);
      if (!now || now.state !== "finished") { continue; }
      const became = await sendOne(now);
      tell(now, became);
      if (became.kind === "network" || became.kind === "owner") { return; }
    }
  }

  // Several open pages share one shelf: only one of them sends.
  function send(trips, tell) {
    if (!navigator.locks) { return sendAll(trips, tell); }
    return navigator.locks.request(LOCK, { ifAvailable: true }, function (lock) { return lock ? sendAll(trips, tell) : null; });
  }

  record.send = send;
  record.gpx = gpx;
}(window.muvRecord = window.muvRecord || {}));
