// What a reader may do beyond reading. Everything on the site is read without it.

const root = document.documentElement
const prefersDark = matchMedia("(prefers-color-scheme: dark)")
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : prefersDark.matches)

function remember(name, choice) {
  try {
    localStorage.setItem(name, choice)
  } catch {
    // Storage is closed: the choice holds for this page.
  }
}

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  const show = () => button.setAttribute("aria-pressed", String(isDark()))
  button.hidden = false
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark"
    remember("theme", root.dataset.theme)
  })
  prefersDark.addEventListener("change", show)
  new MutationObserver(show).observe(root, { attributes: true, attributeFilter: ["data-theme"] })
  show()
}

// Text in three sizes; theme.js sets the one that was chosen before the page is painted.
for (const button of document.querySelectorAll("[data-size-switch]")) {
  const names = button.dataset.sizeSwitch.split("|")
  const size = () => Number(root.dataset.size ?? 0)
  const show = () => {
    button.lastElementChild.textContent = names[size()]
  }
  button.hidden = false
  button.addEventListener("click", () => {
    root.dataset.size = (size() + 1) % names.length
    remember("size", root.dataset.size)
    show()
  })
  show()
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

const worker = document.currentScript.dataset.worker
if (worker && navigator.serviceWorker) {
  addEventListener("load", () => {
    navigator.serviceWorker.register(worker).catch(() => {
      // The browser keeps nothing: the site is read with a network.
    })
  })
}
