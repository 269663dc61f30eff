// Keeps the till's page for when the server cannot be reached; nothing of people is ever kept.
//
// Files carry their hash in the address and never change.  The page kept is the bare one of
// /shop/shell: nobody's name, no form token.  It is fetched anew behind each opening of the till.
"use strict";
const CACHE = "muv-till", SHELL = "/shop/shell", TILL = "/shop", RACE_MS = 600;
const FILES = /"(\/static\/[^"]+\?v=[0-9a-f]+)"/g, NEEDED = /(?:src|href)="(\/static\/[^"]+\?v=[0-9a-f]+)"/g;

function every(pattern, text) {
  const found = [];
  text.replace(pattern, function (whole, address) { found.push(address); return whole; });
  return found;
}

// The page is kept only together with every file it needs; files of an older page go.
async function keepShell() {
  const answer = await fetch(SHELL, { cache: "no-store", credentials: "same-origin" });
  if (!answer.ok || answer.redirected) { return; }
  const text = await answer.clone().text(), cache = await caches.open(CACHE);
  for (const address of every(NEEDED, text)) {
    if (!(await cache.match(address))) { await cache.add(address); }
  }
  await cache.put(SHELL, answer);
  const kept = every(FILES, text);
  for (const request of await cache.keys()) {
    const url = new URL(request.url);
    if (url.pathname !== SHELL && !kept.includes(url.pathname + url.search)) { await cache.delete(request); }
  }
}

async function file(request) {
  const kept = await caches.match(request);
  if (kept) { return kept; }
  const answer = await fetch(request);
  if (answer.ok) { await (await caches.open(CACHE)).put(request, answer.clone()); }
  return answer;
}

function late() { return new Promise(function (resolve) { setTimeout(resolve, RACE_MS); }); }

// The server's own page where it comes soon, else the kept one.
async function page(request) {
  const shell = await caches.match(SHELL);
  if (!shell) { return fetch(request); }
  const asked = fetch(request).catch(function () { return null; });
  const answer = await Promise.race([asked, late()]);
  return answer && answer.status < 500 ? answer : shell;
}

async function other(request) {
  try {
    return await fetch(request);
  } catch (error) {
    return Response.redirect(TILL + "#needs-network");
  }
}

self.addEventListener("install", function (event) {
  event.waitUntil(keepShell().then(function () { return self.skipWaiting(); }));
});
self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });
self.addEventListener("fetch", function (event) {
  const request = event.request, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) { return; }
  if (url.pathname.startsWith("/static/") && url.searchParams.has("v")) {
    event.respondWith(file(request));
  } else if (request.mode === "navigate" && url.pathname === TILL) {
    event.respondWith(page(request));
    event.waitUntil(keepShell().catch(function () { return null; }));
  } else if (request.mode === "navigate" && url.pathname.startsWith(TILL + "/")) {
    event.respondWith(other(request));
  }
});
