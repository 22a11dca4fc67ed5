// The related desk by keys alone: ties and dismissals happen without the page being loaded anew.
import { announce, gettext } from "./dom.js"
import { KINDS, keyOf } from "./related-panel.js"

const form = document.getElementById("related-desk")
const items = () => [...form.querySelectorAll("[data-pair]:not([hidden])")]
const boxOf = (item) => item.querySelector("input[type=checkbox]")
let busy = Promise.resolve()

for (const item of items()) boxOf(item).setAttribute("aria-keyshortcuts", "B F S X U")
if (items().length) boxOf(items()[0]).focus()

form.addEventListener("submit", (event) => {
  event.preventDefault()
  const act = event.submitter?.value
  if (act) send(act)
})

document.addEventListener("keydown", (event) => {
  if (event.isComposing || (event.target.matches("input, textarea, select") && !form.contains(event.target))) return
  const item = event.target.closest("[data-pair]")
  const key = keyOf(event)
  if (event.key === "ArrowDown" || event.key === "ArrowUp") go(item, event.key === "ArrowDown" ? 1 : -1)
  else if (key === "KeyU") send("undo")
  else if (KINDS[key] || key === "KeyX") {
    const act = KINDS[key] || "dismiss"
    const several = form.querySelector("[data-pair]:not([hidden]) input:checked")
    if (!several && !item) return
    send(several ? act : `${act}:${item.dataset.pair}`)
  } else return
  event.preventDefault()
})

function go(item, by) {
  const all = items()
  const next = item ? all[all.indexOf(item) + by] : all[0]
  if (!next) return
  boxOf(next).focus()
  next.scrollIntoView({ block: "nearest" })
}

// One after the other: what is undone is what was done last.
function send(act) {
  const data = new FormData(form)
  data.set("act", act)
  busy = busy.then(() => sent(act, data))
}

async function sent(act, data) {
  let told = {}
  try {
    const answer = await fetch(location.href, { method: "POST", body: data, credentials: "same-origin", headers: { Accept: "application/json" } })
    if (answer.redirected) throw new Error()
    told = await answer.json()
  } catch {
    return announceShown(gettext("That did not reach the server. Try again."))
  }
  announceShown(told.message)
  for (const pair of told.done || []) away(pair)
  for (const pair of told.undone || []) back(pair)
  if (told.tied) {
    document.getElementById("tied-percent").textContent = told.tied.percent
    document.getElementById("tied-count").textContent = told.tied.tied
    document.getElementById("tied-bar").value = told.tied.percent
  }
}

function away(pair) {
  const item = form.querySelector(`[data-pair="${pair}"]`)
  if (!item) return
  const all = items()
  const at = all.indexOf(item)
  const held = item.contains(document.activeElement)
  boxOf(item).checked = false
  item.hidden = true
  const next = all[at + 1] || all[at - 1]
  if (held && next) boxOf(next).focus()
}

function back(pair) {
  const item = form.querySelector(`[data-pair="${pair}"]`)
  if (!item) return location.reload()
  item.hidden = false
  boxOf(item).focus()
}

function announceShown(text) {
  announce(text)
  let line = document.getElementById("tie-told")
  if (!line) {
    line = document.createElement("span")
    line.id = "tie-told"
    line.setAttribute("aria-hidden", "true")
    form.querySelector(".tie-bar").append(line)
  }
  line.textContent = text
}
