// What a reader may do beyond reading. Everything on the site is read without it.

const root = document.documentElement
const prefersDark = matchMedia("(prefers-color-scheme: dark)")
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : prefersDark.matches)

function remember(theme) {
  try {
    localStorage.setItem("theme", theme)
  } catch {
    // Storage is closed: the choice holds for this page.
  }
}

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  const show = () => button.setAttribute("aria-pressed", String(isDark()))
  button.hidden = false
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark"
    remember(root.dataset.theme)
  })
  prefersDark.addEventListener("change", show)
  new MutationObserver(show).observe(root, { attributes: true, attributeFilter: ["data-theme"] })
  show()
}

// A story counts as read when it has been in sight for a few seconds; a page loaded again counts once.
const SECONDS = 4
const story = document.querySelector("[data-read]")
const kind = performance.getEntriesByType("navigation")[0]?.type

if (story && kind !== "reload" && kind !== "back_forward") {
  let left = SECONDS
  const tick = setInterval(() => {
    if (document.visibilityState !== "visible" || document.prerendering || --left > 0) return
    clearInterval(tick)
    navigator.sendBeacon(story.dataset.read)
  }, 1000)
}

for (const link of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break
  link.addEventListener("click", async (event) => {
    event.preventDefault()
    try {
      await navigator.clipboard.writeText(link.href)
      document.querySelector("[data-status]").textContent = link.dataset.copied
    } catch {
      location.assign(link.href)
    }
  })
}

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) break
  button.parentElement.hidden = false
  button.addEventListener("click", () => {
    navigator.share({ title: button.dataset.title, url: button.dataset.url }).catch(() => {
      // The reader closed the sheet.
    })
  })
}
