// The desk's notes: names offered after an @, notes that have been on the screen are read, and one that is being written
// stays in the browser until it is left on the story.
import { announce, element, gettext, interpolate } from "./dom.js"
import { copyOf, leftBehind } from "./local-copy.js"
import "./panels.js"

const CALL = /(?:^|[^\p{L}\p{N}_.@+-])[وفبلك]{0,2}@([\p{L}\p{N}\p{M}_.+-]{0,40})$/u
const SEEN_AFTER = 2000

let isSending = false

start(document.getElementById("notes"))
document.addEventListener("submit", (event) => {
  isSending = event.target.matches(".notes-form")
})
document.addEventListener("panel:shown", (event) => event.target.id === "notes" && start(event.target))

function start(panel) {
  if (!panel) return
  const area = panel.querySelector("textarea")
  keepWriting(area, panel.dataset)
  offerNames(area, panel.dataset.people)
  readWhenSeen(panel)
}

async function keepWriting(area, { person, story }) {
  const place = `note-${story}`
  const copy = copyOf(person, place)
  area.addEventListener("input", () => (area.value ? copy.put("", area.value) : copy.drop("")))
  const isSent = isSending && !area.value
  isSending = false
  if (isSent) return copy.drop("")
  const [found] = await leftBehind(person, place)
  if (found && !area.value) area.value = found.text
}

function readWhenSeen(panel) {
  const form = panel.querySelector(".notes-read")
  if (!form) return
  let timer = 0
  const watch = new IntersectionObserver((entries) => {
    clearTimeout(timer)
    if (entries.some((entry) => entry.isIntersecting)) timer = setTimeout(read, SEEN_AFTER)
  })
  watch.observe(panel.querySelector(".is-unread") || panel)

  async function read() {
    watch.disconnect()
    const data = new FormData(form)
    data.set("read", "1")
    const answer = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" }).catch(() => null)
    if (answer?.ok) form.remove()
  }
}

// The textarea stays the place of typing; the list below it is walked by the arrow keys.
function offerNames(area, address) {
  const list = element("ul", { id: `${area.id}-people`, role: "listbox", className: "search-list", hidden: true, "aria-label": gettext("People") })
  area.after(list)
  for (const [name, value] of Object.entries({ "aria-autocomplete": "list", "aria-controls": list.id, "aria-haspopup": "listbox" })) area.setAttribute(name, value)
  area.setAttribute("aria-multiline", "true")
  let people = []
  let active = 0
  let turn = 0
  let asking = null

  const called = () => CALL.exec(area.value.slice(0, area.selectionStart))

  function ask() {
    const asked = answer().finally(() => {
      if (asking === asked) asking = null
    })
    asking = asked
  }

  async function answer() {
    const call = called()
    const mine = ++turn
    if (!call) return close()
    try {
      const found = await fetch(`${address}?${new URLSearchParams({ q: call[1] })}`, { credentials: "same-origin" })
      const { results } = await found.json()
      if (mine === turn) offer(results)
    } catch {
      close()
    }
  }

  function offer(found) {
    people = found
    if (!found.length) return close()
    list.replaceChildren(
      ...found.map((person, at) => {
        const words = element("span", { className: "search-words" }, element("bdi", {}, person.label), element("small", {}, element("bdi", {}, person.detail)))
        const option = element("li", { id: `${list.id}-${at}`, role: "option" }, words)
        option.addEventListener("pointerdown", (event) => event.preventDefault())
        option.addEventListener("click", () => take(at))
        return option
      }),
    )
    list.hidden = false
    go(0)
    announce(interpolate(gettext("%(count)s found."), { count: found.length }))
  }

  function go(at) {
    active = (at + people.length) % people.length
    const options = [...list.children]
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)))
    area.setAttribute("aria-activedescendant", options[active].id)
    options[active].scrollIntoView({ block: "nearest" })
  }

  function close() {
    list.hidden = true
    area.removeAttribute("aria-activedescendant")
  }

  function take(at) {
    const call = called()
    if (call) {
      const end = area.selectionStart
      area.setRangeText(`@${people[at].name} `, end - call[1].length - 1, end, "end")
    }
    close()
    area.focus()
  }

  // What is chosen before the last letter was answered is chosen from that answer.
  function choose() {
    if (asking) asking.then(() => !list.hidden && take(active))
    else take(active)
  }

  area.addEventListener("input", ask)
  area.addEventListener("blur", close)
  area.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return
    const act = {
      ArrowDown: () => go(active + 1),
      ArrowUp: () => go(active - 1),
      Enter: choose,
      Tab: choose,
      Escape: close,
    }[event.key]
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  })
}
