// Keeps the newest stories on the reader's device. Only pages that are the same for everyone, asked for without a cookie.
const KEPT = {{ kept|safe }}
const OURS = `stories-${KEPT.language}-`
const NOW = OURS + KEPT.edition

const asked = (url) => new Request(url, { credentials: "omit", cache: "no-cache" })

async function keep() {
  const kept = await caches.open(NOW)
  await kept.addAll([KEPT.offline, ...KEPT.files].map(asked))
  const { saveData, effectiveType = "4g" } = navigator.connection ?? {}
  if (!saveData && !effectiveType.includes("2g")) {
    await Promise.allSettled(KEPT.pages.map((url) => kept.add(asked(url))))
  }
  await skipWaiting()
}

async function forgetOlder() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== NOW).map((name) => caches.delete(name)))
  await clients.claim()
}

async function answer(request) {
  try {
    return await fetch(request)
  } catch (problem) {
    const kept = await caches.open(NOW)
    const found = await kept.match(request, { ignoreSearch: true })
    if (found) return found
    if (request.mode === "navigate") return kept.match(KEPT.offline)
    throw problem
  }
}

addEventListener("install", (event) => event.waitUntil(keep()))
addEventListener("activate", (event) => event.waitUntil(forgetOlder()))
addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== "GET" || origin !== location.origin || pathname.startsWith(KEPT.desk)) return
  if (mode === "navigate" || KEPT.files.includes(pathname)) event.respondWith(answer(event.request))
})
