// The related desk by keys alone: ties and dismissals happen without the page being loaded anew.
import { announce, gettext } from "./dom.js"
import { KINDS, keyOf } from "./related-panel.js"

const form = document.getElementById("related-desk")
const number = document.getElementById("tie-chosen")
const cards = [...form.querySelectorAll(".wanting-story")]
const itemsOf = (card) => [...card.querySelectorAll("[data-pair]:not([hidden])")]
const items = () => [...form.querySelectorAll(".wanting-story:not([hidden]) [data-pair]:not([hidden])")]
const boxOf = (item) => item.querySelector("input[type=checkbox]")
const itemOf = (pair) => form.querySelector(`[data-pair="${pair}"]`)
const chosen = () => items().filter((item) => boxOf(item).checked)
let busy = Promise.resolve()

for (const item of items()) boxOf(item).setAttribute("aria-keyshortcuts", "B F S X U A E Enter")
refresh()
enter(null)
stops()[0]?.focus()

// Where the arrow keys halt: at each suggestion, and at the stories that have none.
function stops() {
  return cards.filter((card) => !card.hidden).flatMap((card) => (itemsOf(card).length ? itemsOf(card).map(boxOf) : [card.querySelector(".tie-enough")]))
}

form.addEventListener("submit", (event) => {
  event.preventDefault()
  const act = event.submitter?.value
  if (act) send(act)
})
form.addEventListener("change", count)
form.addEventListener("focusin", (event) => enter(event.target.closest("[data-pair]")))

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox]), textarea, select") || (event.target.matches("input") && !form.contains(event.target))
  if (event.isComposing || typing) return
  const item = event.target.closest("[data-pair]")
  const card = event.target.closest(".wanting-story")
  const key = keyOf(event)
  if (event.key === "ArrowDown" || event.key === "ArrowUp") go(event.key === "ArrowDown" ? 1 : -1)
  else if (event.key === "Enter" && event.target.matches("[data-pair] input")) item.querySelector("a").click()
  else if (key === "KeyU") send("undo")
  else if (key === "KeyA" && card) chooseAll(card)
  else if (key === "KeyE" && card) send(`settle:${card.dataset.story}`)
  else if (key === "KeyW") form.elements.both_ways.click()
  else if (key === "KeyN") document.getElementById("tie-older")?.click()
  else if (KINDS[key] || key === "KeyX") {
    const act = KINDS[key] || "dismiss"
    if (!chosen().length && !item) return
    send(chosen().length ? act : `${act}:${item.dataset.pair}`)
  } else return
  event.preventDefault()
})

// Tab goes through the buttons of one suggestion only: that of the box it comes from.
function enter(held) {
  for (const item of form.querySelectorAll("[data-pair]")) for (const node of item.querySelectorAll("a, button")) node.tabIndex = item === held ? 0 : -1
}

function go(by) {
  const all = stops()
  const held = document.activeElement.closest("[data-pair]")
  const at = all.indexOf(held ? boxOf(held) : document.activeElement)
  const next = at < 0 ? all[0] : all[at + by]
  next?.focus()
  next?.closest("li").scrollIntoView({ block: "nearest" })
}

function chooseAll(card) {
  const boxes = itemsOf(card).map(boxOf)
  const all = boxes.every((box) => box.checked)
  for (const box of boxes) box.checked = !all
  count()
}

function count() {
  const picked = chosen().length
  number.textContent = picked || ""
  for (const item of items()) item.classList.toggle("is-chosen", boxOf(item).checked)
}

// What is done leaves at once and comes back when the server does not agree; one request after the other, so that what
// is undone is what was done last.
function send(act) {
  const data = new FormData(form)
  data.set("act", act)
  const [verb, one] = act.split(/:(.*)/s)
  const pairs = one ? [one] : data.getAll("pair")
  if (verb === "settle") hideCard(one)
  else if (verb !== "undo") pairs.forEach(away)
  busy = busy.then(() => sent(verb, pairs, data))
}

async function sent(verb, pairs, data) {
  let told = {}
  try {
    const answer = await fetch(location.href, { method: "POST", body: data, credentials: "same-origin", headers: { Accept: "application/json" } })
    if (answer.redirected) throw new Error()
    told = await answer.json()
    if (!answer.ok) throw new Error(told.message)
  } catch (problem) {
    if (verb === "settle") showCard(pairs[0])
    else if (verb !== "undo") pairs.forEach(back)
    return say(problem instanceof TypeError || !problem.message ? gettext("That did not reach the server. Try again.") : problem.message)
  }
  say(told.message)
  for (const pair of told.undone || []) back(pair)
  if (told.unsettled) showCard(told.unsettled)
  if (told.tied) {
    document.getElementById("tied-percent").textContent = told.tied.percent
    document.getElementById("tied-count").textContent = told.tied.tied
    document.getElementById("tied-bar").value = told.tied.percent
  }
}

function away(pair) {
  const item = itemOf(pair)
  if (item) leave(() => {
    boxOf(item).checked = false
    item.hidden = true
  })
}

function hideCard(story) {
  leave(() => {
    form.querySelector(`[data-story="${story}"]`).hidden = true
  })
}

// The next stop takes the place, and the keys, of the one that leaves.
function leave(act) {
  const all = stops()
  const held = document.activeElement.closest(".wanting-story") ? document.activeElement : null
  const box = held?.closest("[data-pair]") ? boxOf(held.closest("[data-pair]")) : held
  act()
  refresh()
  count()
  const left = stops()
  if (!held || left.includes(box)) return
  const at = all.indexOf(box)
  const next = all.slice(Math.max(at, 0)).find((stop) => left.includes(stop)) || left.at(-1)
  ;(next || document.getElementById("tie-older") || form.querySelector(".tie-undo")).focus()
}

function back(pair) {
  const item = itemOf(pair)
  if (!item) return location.reload()
  item.hidden = false
  item.closest(".wanting-story").hidden = false
  refresh()
  boxOf(item).focus()
}

function showCard(story) {
  const card = form.querySelector(`[data-story="${story}"]`)
  if (!card) return location.reload()
  card.hidden = false
  refresh()
  ;(itemsOf(card).length ? boxOf(itemsOf(card)[0]) : card.querySelector(".tie-enough")).focus()
}

function refresh() {
  for (const card of cards) card.classList.toggle("is-bare", !itemsOf(card).length)
  document.getElementById("tie-finished").hidden = !cards.length || items().length > 0
}

function say(text) {
  announce(text)
  document.getElementById("tie-told").textContent = text
}
