// Checks the story as it stands in the form, without leaving it; leads from a finding to its field in its language.
import { announce } from "./dom.js"

const form = document.querySelector("#content-main > form")
const panel = () => document.getElementById("prepublish")

document.getElementById("desk-check")?.addEventListener("click", async (event) => {
  event.preventDefault()
  const button = event.currentTarget
  const sent = new FormData(form)
  sent.set(button.name, button.value)
  button.setAttribute("aria-busy", "true")
  const found = await panelOf(sent)
  button.removeAttribute("aria-busy")
  if (!found) return form.requestSubmit(plain(button))
  panel().replaceWith(found)
  found.scrollIntoView({ block: "center" })
  found.focus()
  announce(found.querySelector("h2").textContent)
})

// Where the form itself is in error, or the net is gone, the page is sent as it would be without this script.
async function panelOf(sent) {
  const answer = await fetch(location.href, { method: "POST", body: sent }).catch(() => null)
  if (!answer?.ok || answer.redirected) return null
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const found = page.getElementById("prepublish")
  return found?.hidden === false ? document.importNode(found, true) : null
}

function plain(button) {
  const twin = button.cloneNode(true)
  twin.hidden = true
  twin.removeAttribute("id")
  form.append(twin)
  return twin
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#prepublish a[href^='#']")
  if (!link) return
  if (link.dataset.language) document.querySelector(`#language-bar [data-language="${link.dataset.language}"]`)?.click()
  const field = document.getElementById(decodeURIComponent(link.hash.slice(1)))
  const cell = field?.closest(".form-row") || field
  if (!cell) return
  event.preventDefault()
  cell.scrollIntoView({ block: "center" })
  const place = cell.querySelector("[contenteditable=true]") || field
  place.focus?.({ preventScroll: true })
})
