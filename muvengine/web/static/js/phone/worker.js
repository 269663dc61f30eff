// Keeps the recorder and the vouchers that a person opened, on their own phone, for when there is no network.
//
// Only what a page of the person asks to keep is kept, as a bare copy that the server makes for
// this: no form token, no way to act.  Of somebody else than before: what was kept goes first.
const CACHE = "muv-phone", OWNER = "/me", PATIENCE_MS = 4000;
const RECORD = "/me/trips/record", VOUCHERS = "/me/vouchers", VOUCHER = /^\/me\/vouchers\/[0-9A-Za-z-]+$/;

async function forOwner(owner) {
  const kept = await caches.match(OWNER);
  if (kept && await kept.text() === owner) { return; }
  await caches.delete(CACHE);
  await (await caches.open(CACHE)).put(OWNER, new Response(owner));
}

// The list of vouchers names all that are still good: others go.
async function dropOthers(addresses) {
  const cache = await caches.open(CACHE);
  for (const request of await cache.keys()) {
    const address = new URL(request.url).pathname;
    if (VOUCHER.test(address) && !addresses.includes(address)) { await cache.delete(request); }
  }
}

async function keep(asked) {
  await forOwner(asked.owner);
  if (asked.all) { await dropOthers(asked.addresses); }
  for (const address of asked.addresses) {
    await keepPage(CACHE, address + "?kept=1", address);
  }
  await dropOldFiles(CACHE);
}

// A voucher that was never opened here leads to the list of those that were.
async function page(request, address) {
  const kept = await caches.match(address);
  if (kept) { return soonOrKept(request, kept, PATIENCE_MS); }
  try {
    return await fetch(request);
  } catch (error) {
    if (VOUCHER.test(address) && await caches.match(VOUCHERS)) { return Response.redirect(VOUCHERS); }
    throw error;
  }
}

self.addEventListener("install", function () { self.skipWaiting(); });
self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });
self.addEventListener("message", function (event) {
  event.waitUntil(keep(event.data).catch(function () { return null; }));
});
self.addEventListener("fetch", function (event) {
  const request = event.request, url = new URL(request.url), address = url.pathname;
  if (request.method !== "GET" || url.origin !== self.location.origin) { return; }
  if (isVersioned(url)) {
    event.respondWith(keptFile(CACHE, request));
  } else if (request.mode === "navigate" && (address === RECORD || address === VOUCHERS || VOUCHER.test(address))) {
    event.respondWith(page(request, address));
  }
});
