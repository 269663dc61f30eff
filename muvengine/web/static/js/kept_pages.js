// What a service worker does to keep pages, each with every file it needs; every worker of ours begins with it.
//
// Files carry their hash in the address and never change.
"use strict";
const FILES = /"(\/static\/[^"]+\?v=[0-9a-f]+)"/g, NEEDED = /(?:src|href)="(\/static\/[^"]+\?v=[0-9a-f]+)"/g;

function every(pattern, text) {
  const found = [];
  text.replace(pattern, function (whole, address) { found.push(address); return whole; });
  return found;
}

// A page is kept only together with every file it needs; tells whether it was.
async function keepPage(name, from, as) {
  const answer = await fetch(from, { cache: "no-store", credentials: "same-origin" });
  if (!answer.ok || answer.redirected) { return false; }
  const text = await answer.clone().text(), cache = await caches.open(name);
  for (const address of every(NEEDED, text)) {
    if (!(await cache.match(address))) { await cache.add(address); }
  }
  await cache.put(as, answer);
  return true;
}

// Files that no kept page asks for any more go.
async function dropOldFiles(name) {
  const cache = await caches.open(name), requests = await cache.keys(), wanted = new Set();
  function isFile(request) { return new URL(request.url).pathname.startsWith("/static/"); }
  for (const request of requests) {
    if (!isFile(request)) { every(FILES, await (await cache.match(request)).text()).forEach(function (one) { wanted.add(one); }); }
  }
  for (const request of requests) {
    const url = new URL(request.url);
    if (isFile(request) && !wanted.has(url.pathname + url.search)) { await cache.delete(request); }
  }
}

async function keptFile(name, request) {
  const kept = await caches.match(request);
  if (kept) { return kept; }
  const answer = await fetch(request);
  if (answer.ok) { await (await caches.open(name)).put(request, answer.clone()); }
  return answer;
}

// The server's own page where it comes soon, else the kept one.
async function soonOrKept(request, kept, patience_ms) {
  const asked = fetch(request).catch(function () { return null; });
  const late = new Promise(function (resolve) { setTimeout(resolve, patience_ms); });
  const answer = await Promise.race([asked, late]);
  return answer && answer.status < 500 ? answer : kept;
}

function isVersioned(url) { return url.pathname.startsWith("/static/") && url.searchParams.has("v"); }
