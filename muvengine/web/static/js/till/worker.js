// Keeps the till's page for when the server cannot be reached; nothing of people is ever kept.
//
// The page kept is the bare one of /shop/shell: nobody's name, no form token.  It is fetched anew
// behind each opening of the till.
const CACHE = "muv-till", SHELL = "/shop/shell", TILL = "/shop", RACE_MS = 600;

async function keepShell() {
  if (await keepPage(CACHE, SHELL, SHELL)) { await dropOldFiles(CACHE); }
}

async function page(request) {
  const shell = await caches.match(SHELL);
  return shell ? soonOrKept(request, shell, RACE_MS) : fetch(request);
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
  if (isVersioned(url)) {
    event.respondWith(keptFile(CACHE, request));
  } else if (request.mode === "navigate" && url.pathname === TILL) {
    event.respondWith(page(request));
    event.waitUntil(keepShell().catch(function () { return null; }));
  } else if (request.mode === "navigate" && url.pathname.startsWith(TILL + "/")) {
    event.respondWith(other(request));
  }
});
