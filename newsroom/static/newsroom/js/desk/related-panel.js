// Suggested related stories: one key ties one, another sends it away for good.
import { announce, element, gettext, interpolate } from "./dom.js"

export const KINDS = { KeyB: "background", KeyF: "follow_up", KeyS: "see_also" }
// Where a keyboard does not say which key it was, as on some remote desks; that of B writes two letters.
const ARABIC = { "لا": "B", ﻻ: "B", ب: "F", س: "S", ش: "A", ص: "W", ء: "X", ث: "E", ع: "U", ى: "N" }

// The key by the Latin letter it writes, which stands elsewhere on a French keyboard; in any other script by its place.
export function keyOf(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return ""
  if (/^[a-z]$/i.test(event.key)) return `Key${event.key.toUpperCase()}`
  return event.code || (ARABIC[event.key] ? `Key${ARABIC[event.key]}` : "")
}

// Letters of a text that says enough of itself.
const LONG = 300

export function relatedPanel(form, panel, written) {
  const list = panel.querySelector("ul")
  const state = panel.querySelector("[role=status]")
  const both = panel.querySelector("#suggested-both-ways")
  const accepted = numbers(form.elements.suggested_accepted)
  const dismissed = numbers(form.elements.suggested_dismissed)
  const group = document.getElementById(`${panel.dataset.rows}-group`)
  const done = []
  let shown = []

  const labels = {
    background: gettext("Background"),
    follow_up: gettext("Follow-up"),
    see_also: gettext("See also"),
  }

  list.addEventListener("keydown", (event) => {
    const item = event.target.closest("li")
    if (!item || event.isComposing) return
    const key = keyOf(event)
    const isAct = KINDS[key] || ["KeyX", "KeyU", "KeyW"].includes(key)
    if (event.key === "ArrowDown" || event.key === "ArrowUp") go(item, event.key === "ArrowDown" ? 1 : -1)
    else if (isAct && event.repeat) event.stopPropagation()
    else if (KINDS[key]) accept(item, KINDS[key])
    else if (key === "KeyX") dismiss(item)
    else if (key === "KeyU") undo()
    else if (key === "KeyW") both.click()
    else if (event.key === "Enter" && event.target === item) item.querySelector("a").click()
    else return
    event.preventDefault()
  })
  panel.addEventListener("keydown", (event) => {
    if (event.target.closest("li") || event.target.matches("input") || keyOf(event) !== "KeyU") return
    event.preventDefault()
    undo()
  })

  // A suggestion that somebody is about to decide on stays, whatever the text says by now; all do when none came.
  return function show({ related = shown, error = "" }) {
    const held = shown.find(({ id }) => String(id) === heldStory())
    shown = held && !related.some(({ id }) => id === held.id) ? [held, ...related] : related
    panel.hidden = false
    draw(error)
  }

  function heldStory() {
    return document.activeElement?.closest?.(".suggested-list li")?.dataset.story
  }

  function draw(error = "") {
    const focused = heldStory()
    const tied = new Set(rows().map((row) => relatedOf(row).value))
    const left = shown.filter(({ id }) => !tied.has(String(id)) && !dismissed.has(id))
    list.replaceChildren(...left.map(item))
    list.hidden = !left.length
    panel.classList.toggle("is-empty", !shown.length)
    enter(list.querySelector(`[data-story="${focused}"]`) || list.firstElementChild, Boolean(focused))
    state.textContent = error || (left.length ? "" : nothing())
  }

  function nothing() {
    if (shown.length) return gettext("All of them are decided on.")
    return written() < LONG ? gettext("Nothing to suggest yet. Suggestions come as you write.") : gettext("Nothing more in the archive goes with this story.")
  }

  function item(story) {
    const link = element("a", { target: "_blank", rel: "noopener", tabindex: "-1" }, element("bdi", { lang: story.language, dir: story.direction }, story.headline))
    link.href = new URL(`../${story.id}/change/`, new URL(panel.dataset.address, location.href)).href
    const facts = element("span", { className: "desk-facts" }, element("span", { className: `status status-${story.status_code}` }, story.status), " ", element("bdi", {}, story.date))
    const why = element("span", { className: "suggested-why" }, story.why)
    const button = (label, key, act, kind = "") => {
      const made = element("button", { type: "button", tabindex: "-1", className: kind ? "" : "quiet" }, label, " ", element("kbd", { "aria-hidden": "true" }, key))
      made.addEventListener("click", () => act(made.closest("li")))
      return made
    }
    const buttons = element(
      "span",
      { className: "suggested-buttons" },
      button(labels.background, "B", (li) => accept(li, "background"), "background"),
      button(labels.follow_up, "F", (li) => accept(li, "follow_up"), "follow_up"),
      button(labels.see_also, "S", (li) => accept(li, "see_also"), "see_also"),
      button(gettext("Not this one"), "X", dismiss),
    )
    return element(
      "li",
      { tabindex: "-1", "data-story": String(story.id), "aria-describedby": "related-suggestions-keys", "aria-keyshortcuts": "B F S X U W Enter" },
      element("span", { className: "suggested-words" }, link, facts, why),
      buttons,
    )
  }

  function accept(item, kind) {
    const story = shown.find(({ id }) => String(id) === item.dataset.story)
    const row = emptyRow()
    if (!story || !row) return
    const bothWays = row.querySelector("[name$=-both_ways]")
    row.querySelector("[name$=-kind]").value = kind
    if (bothWays) bothWays.checked = both.checked
    const input = relatedOf(row)
    input.value = story.id
    window.django.jQuery(input).trigger("change")
    input.dispatchEvent(new Event("input", { bubbles: true }))
    accepted.add(story.id)
    done.push({ story, row })
    leave(item)
    announce(interpolate(gettext("Tied as %(kind)s: %(headline)s"), { kind: labels[kind], headline: story.headline }))
  }

  function dismiss(item) {
    const story = shown.find(({ id }) => String(id) === item.dataset.story)
    dismissed.add(story.id)
    form.elements.suggested_dismissed.dispatchEvent(new Event("change", { bubbles: true }))
    done.push({ story })
    leave(item)
    announce(interpolate(gettext("Not suggested again once the story is saved: %(headline)s"), { headline: story.headline }))
  }

  function undo() {
    const last = done.pop()
    if (!last) return announce(gettext("There is nothing to undo."))
    if (last.row) {
      accepted.remove(last.story.id)
      const input = relatedOf(last.row)
      const out = last.row.querySelector(".inline-deletelink")
      if (out) out.click()
      else {
        input.value = ""
        window.django.jQuery(input).trigger("change")
      }
    } else dismissed.remove(last.story.id)
    if (!shown.some(({ id }) => id === last.story.id)) shown = [last.story, ...shown]
    draw()
    enter(list.querySelector(`[data-story="${last.story.id}"]`), true)
    announce(interpolate(gettext("Undone: %(headline)s"), { headline: last.story.headline }))
  }

  // The next suggestion takes the place, and the keys, of the one that leaves.
  function leave(item) {
    const next = item.nextElementSibling || item.previousElementSibling
    draw()
    const stay = next && list.querySelector(`[data-story="${next.dataset.story}"]`)
    if (stay) enter(stay, true)
    else {
      panel.tabIndex = -1
      panel.focus()
    }
  }

  function go(item, by) {
    const next = by > 0 ? item.nextElementSibling : item.previousElementSibling
    if (next) enter(next, true)
  }

  function enter(item, focus) {
    if (!item) return
    for (const other of list.children) other.tabIndex = other === item ? 0 : -1
    for (const button of list.querySelectorAll("button, a")) button.tabIndex = item.contains(button) ? 0 : -1
    if (focus && !item.contains(document.activeElement)) item.focus()
  }

  list.addEventListener("focusin", (event) => enter(event.target.closest("li"), false))

  function rows() {
    return [...group.querySelectorAll(".inline-related:not(.empty-form)")]
  }

  function emptyRow() {
    const free = rows().find((row) => isFree(row))
    if (free) return free
    group.querySelector(".add-row a")?.click()
    return rows().find((row) => isFree(row))
  }
}

const relatedOf = (row) => row.querySelector("[name$=-related]")

function isFree(row) {
  const texts = row.querySelectorAll("[name$=-headline], [name$=-url], [name$=-excerpt]")
  return !row.classList.contains("has_original") && !relatedOf(row).value && [...texts].every((field) => !field.value)
}

// A set of numbers kept in a hidden field.
function numbers(field) {
  const read = () => new Set(field.value.split(",").filter(Boolean).map(Number))
  const write = (set) => {
    field.value = [...set].join(",")
  }
  return {
    has: (number) => read().has(number),
    add: (number) => write(read().add(number)),
    remove(number) {
      const set = read()
      set.delete(number)
      write(set)
    },
  }
}
