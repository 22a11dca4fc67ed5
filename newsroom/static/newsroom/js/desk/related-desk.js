// The related desk by keys alone: ties and dismissals happen without the page being loaded anew.
import { announce, gettext } from "./dom.js"
import { KINDS, keyOf } from "./related-panel.js"
import { Away, beSignedIn, Refused } from "./sign-in.js"

const PATIENCE = 30_000
const REST = 1_500
const COMES_BACK = "related-desk"
const form = document.getElementById("related-desk")
const number = document.getElementById("tie-chosen")
const cards = [...form.querySelectorAll(".wanting-story")]
const itemsOf = (card) => [...card.querySelectorAll("[data-pair]:not([hidden])")]
const items = () => [...form.querySelectorAll(".wanting-story:not([hidden]) [data-pair]:not([hidden])")]
const boxOf = (item) => item.querySelector("input[type=checkbox]")
const cardOf = (story) => form.querySelector(`[data-story="${story}"]`)
const itemOf = (pair) => form.querySelector(`[data-pair="${pair}"]`)
const chosen = () => items().filter((item) => boxOf(item).checked)
const older = document.getElementById("tie-older")
const reversed = (pair) => pair.split(":").reverse().join(":")
// What left together with a pair: the same two stories the other way round.
const leftWith = new Map()
let busy = Promise.resolve()
let waiting = 0
let failed = 0
let loading = 0

for (const item of items()) boxOf(item).setAttribute("aria-keyshortcuts", "B F S X U A E Enter")
refresh()
enter(null)
stops()[0]?.focus()
comeBack()

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
addEventListener("beforeunload", (event) => waiting && event.preventDefault())
older?.addEventListener("click", (event) => {
  if (!waiting) return
  event.preventDefault()
  say(gettext("Going on as soon as everything is saved."))
  const before = failed
  onceDone(() => failed === before && older.click())
})
form.addEventListener("focusin", (event) => enter(event.target.closest("[data-pair]")))

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox]), textarea, select") || (event.target.matches("input") && !form.contains(event.target))
  if (event.isComposing || typing || event.target.closest("dialog")) return
  const item = event.target.closest("[data-pair]")
  const card = event.target.closest(".wanting-story")
  const key = keyOf(event)
  if (event.key === "ArrowDown" || event.key === "ArrowUp") go(event.key === "ArrowDown" ? 1 : -1)
  else if (event.key === "Enter" && event.target.matches("[data-pair] input")) item.querySelector("a").click()
  else if (event.repeat && /^Key[ABEFNSUWX]$/.test(key)) return event.preventDefault()
  else if (key === "KeyU") send("undo")
  else if (key === "KeyA" && card) chooseAll(card)
  else if (key === "KeyE" && card) send(`settle:${card.dataset.story}`)
  else if (key === "KeyW") form.elements.both_ways.click()
  else if (key === "KeyN") older?.click()
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
  if (holdsBothWays(verb)) withoutReverse(pairs)
  clearTimeout(loading)
  waiting++
  busy = busy.then(() => sent(verb, pairs, data)).finally(() => waiting--)
}

const holdsBothWays = (verb) => ["background", "follow_up", "dismiss"].includes(verb) || (verb === "see_also" && form.elements.both_ways.checked)

function withoutReverse(pairs) {
  for (const pair of pairs) {
    const item = itemOf(reversed(pair))
    if (!item || item.hidden) continue
    leftWith.set(pair, reversed(pair))
    away(reversed(pair))
  }
}

const onceDone = (act) => busy.then(() => (waiting ? onceDone(act) : act()))

async function sent(verb, pairs, data) {
  let told = {}
  try {
    told = await asked(data)
  } catch (problem) {
    failed++
    if (verb === "settle") showCard(pairs[0])
    else if (verb !== "undo") pairs.forEach(back)
    if (document.activeElement === document.body) focusOn(pairs[0])
    return say(problem instanceof Refused ? problem.message : gettext("That did not reach the server. Try again."))
  }
  say(told.message)
  const undone = told.undone || []
  for (const pair of undone) back(pair)
  if (told.unsettled) showCard(told.unsettled)
  const name = undone[0] || String(told.unsettled || "")
  if (name && !focusOn(name)) loadAnew(name, told.message)
  if (told.tied) {
    document.getElementById("tied-percent").textContent = told.tied.percent
    document.getElementById("tied-count").textContent = told.tied.tied
    document.getElementById("tied-bar").value = told.tied.percent
  }
}

const isJson = (answer) => answer.headers.get("Content-Type")?.startsWith("application/json")

// Where the desk no longer knows who asks, it is asked again after signing in.
async function asked(data, tries = 2) {
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
  const answer = await fetch(location.href, { method: "POST", body: data, credentials: "same-origin", redirect: "manual", keepalive: true, signal: AbortSignal.timeout(PATIENCE), headers: { Accept: "application/json" } })
  const isStranger = answer.type === "opaqueredirect" || (answer.status === 403 && !isJson(answer))
  if (isStranger && tries > 1) {
    const held = document.activeElement
    await beSignedIn()
    held.focus()
    return asked(data, tries - 1)
  }
  if (!isJson(answer)) throw new Away()
  const told = await answer.json()
  if (!answer.ok) throw new Refused(answer.status, { error: told.message })
  return told
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
    cardOf(story).hidden = true
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
  if (!item) return
  item.hidden = false
  item.closest(".wanting-story").hidden = false
  const other = leftWith.get(pair)
  leftWith.delete(pair)
  if (other) back(other)
  refresh()
}

function showCard(story) {
  const card = cardOf(story)
  if (card) card.hidden = false
  refresh()
}

// To a suggestion or a story.
function focusOn(name) {
  const card = cardOf(name)
  const stop = itemOf(name) ? boxOf(itemOf(name)) : card && stops().find((one) => card.contains(one))
  stop?.focus()
  return Boolean(stop)
}

// What is not on this page may be on it once it is loaded anew, when there is no more to undo for a moment.
function loadAnew(name, told) {
  if (new URLSearchParams(location.search).has("before") && !cardOf(name.split(":")[0])) return
  sessionStorage.setItem(COMES_BACK, JSON.stringify({ name, told }))
  loading = setTimeout(() => onceDone(() => location.reload()), REST)
}

function comeBack() {
  const kept = sessionStorage.getItem(COMES_BACK)
  if (!kept) return
  sessionStorage.removeItem(COMES_BACK)
  const { name, told } = JSON.parse(kept)
  focusOn(name)
  say(told)
}

function refresh() {
  for (const card of cards) {
    card.classList.toggle("is-bare", !itemsOf(card).length)
    if (card.querySelector("[data-pair]")) card.querySelector(":scope > .desk-nothing").textContent = gettext("All of them are decided on.")
  }
  document.getElementById("tie-finished")?.toggleAttribute("hidden", !cards.length || items().length > 0)
}

function say(text) {
  announce(text)
  document.getElementById("tie-told").textContent = text
}
