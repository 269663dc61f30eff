// Requests to the town's server, and what their outcomes say about the network.
//
// Browsers often believe to be online while the server cannot be reached: only answers count.
(function (till) {
  "use strict";
  const PATIENCE_MS = 15000;
  const link = { state: "unknown", since: 0, wait_until: 0, changed: [] };

  function heard(state) {
    if (link.state !== state) {
      link.state = state;
      link.since = Date.now();
      link.changed.forEach(function (listener) { listener(); });
    }
  }

  // A page in answer to a question for data is the way in: the tablet was shut out.
  async function read(response) {
    if (response.redirected || response.status === 401) { return { status: 401, body: {} }; }
    let body = {};
    if (response.status !== 304) { body = await response.json(); }
    return { status: response.status, body: body, etag: response.headers.get("ETag"), wait: response.headers.get("Retry-After") };
  }

  // A tablet that was shut out may still hand in what it holds; only a new list opens it again.
  function judge(reply, listed) {
    if (reply.status === 401) {
      heard("revoked");
    } else if (link.state !== "revoked" || listed) {
      heard(reply.status >= 500 ? "down" : "up");
    }
    return reply.status >= 500 ? null : reply;
  }

  // Ask once; resolves with {status, body}, or null when the server did not answer.
  function ask(url, options, patience_ms) {
    const control = new AbortController();
    const timer = setTimeout(function () { control.abort(); }, patience_ms || PATIENCE_MS);
    let stopped = false;
    const settings = Object.assign({ cache: "no-store", credentials: "same-origin", signal: control.signal }, options);
    const reply = fetch(url, settings).then(read).then(function (answer) {
      return judge(answer, !options.method);
    }, function () {
      if (!stopped && link.state !== "revoked") { heard("down"); }
      return null;
    });
    reply.then(function () { clearTimeout(timer); });
    return { reply: reply, stop: function () { stopped = true; control.abort(); } };
  }

  function post(url, key, body, patience_ms) {
    return ask(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": key, "X-Till": "1" },
      body: JSON.stringify(body),
    }, patience_ms);
  }

  // Seconds the server asks to wait, kept for everything that is sent.
  function holdOff(reply) {
    const seconds = Number(reply.body.retry_after_s || reply.wait) || 60;
    link.wait_until = Date.now() + seconds * 1000;
    return seconds;
  }

  link.ask = ask;
  link.post = post;
  link.heard = heard;
  link.holdOff = holdOff;
  till.link = link;
}(window.muvTill = window.muvTill || {}));
