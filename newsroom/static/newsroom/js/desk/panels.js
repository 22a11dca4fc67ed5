// A part of a page that is sent and comes back by itself: its forms go by fetch, and the answer's part takes its place.
import { announce, gettext } from "./dom.js"

let busy = Promise.resolve()

document.addEventListener("submit", (event) => {
  const panel = event.target.closest("[data-panel]")
  if (!panel || event.target.method !== "post") return
  event.preventDefault()
  const data = new FormData(event.target, event.submitter)
  const address = event.target.getAttribute("action") || location.href
  for (const button of event.target.querySelectorAll("button")) button.disabled = true
  send(panel.id, address, data).finally(() => {
    for (const button of event.target.querySelectorAll("button")) button.disabled = false
  })
})

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-panel] a[data-load]")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  send(link.closest("[data-panel]").id, link.href, null).then((fresh) => {
    fresh?.querySelector("form :is(select, input:not([type=hidden]), textarea), a[data-load]")?.focus()
  })
})

// One after the other, so that what is shown is what was done last. Returns the new part, or null when it did not arrive.
export function send(id, address, data) {
  const sent = busy.then(() => replace(id, address, data))
  busy = sent
  return sent
}

async function replace(id, address, data) {
  try {
    const answer = await fetch(address, { method: data ? "POST" : "GET", body: data, credentials: "same-origin" })
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const fresh = page.getElementById(id)
    if (!fresh) throw new Error(String(answer.status))
    document.getElementById(id).replaceWith(fresh)
    const told = fresh.querySelector("[data-told]")
    if (told) announce(told.textContent.trim())
    fresh.dispatchEvent(new CustomEvent("panel:shown", { bubbles: true }))
    return fresh
  } catch {
    announce(gettext("That did not reach the server. Try again."))
    const line = document.createElement("p")
    line.className = "errornote"
    line.textContent = gettext("That did not reach the server. Try again.")
    const old = document.getElementById(id)
    old.querySelector(":scope > .errornote")?.remove()
    old.prepend(line)
    return null
  }
}
