// Rows put in order by dragging or by buttons; their places are numbered when the form is sent.
import { announce, element, gettext, interpolate } from "./dom.js"

const EDGE = 110
const SPEED = 16

for (const group of document.querySelectorAll(".desk-rows.sortable")) start(group)

function start(group) {
  const rows = () => [...group.querySelectorAll(".inline-related:not(.empty-form)")]
  for (const row of rows()) equip(row)
  group.addEventListener("formset:added", (event) => equip(event.target.closest(".inline-related")))
  group.addEventListener("click", keepNumbersOfSavedRows, true)
  group.closest("form").addEventListener("submit", number, true)
  group.closest("form").addEventListener("desk:gather", number)
  inOrder()

  function equip(row) {
    if (!row || row.querySelector(".row-tools")) return
    const handle = element(
      "button",
      { type: "button", className: "row-handle", tabindex: "-1", "aria-hidden": "true", title: gettext("Drag to move") },
      "⠿",
    )
    handle.addEventListener("pointerdown", (event) => drag(event, row))
    const up = mover(row, -1, "↑", gettext("Move up"))
    const down = mover(row, 1, "↓", gettext("Move down"))
    row.querySelector("h3").prepend(element("span", { className: "row-tools" }, handle, up, down))
  }

  function mover(row, by, sign, label) {
    const button = element("button", { type: "button", title: label, "aria-label": label }, sign)
    button.addEventListener("click", () => {
      const all = rows()
      const other = all[all.indexOf(row) + by]
      if (!other) return
      if (by < 0) other.before(row)
      else other.after(row)
      button.focus()
      told(row)
    })
    return button
  }

  // A form that comes back has its rows as they were made; they stand as they were put.
  function inOrder() {
    const place = (row) => (row.classList.contains("has_original") || isFilled(row) ? Number(row.querySelector("[name$=-position]")?.value ?? 0) : Infinity)
    const seen = rows()
    const sorted = [...seen].sort((a, b) => place(a) - place(b) || 0)
    const spare = group.querySelector(".empty-form")
    if (spare && sorted.some((row, at) => row !== seen[at])) for (const row of sorted) spare.before(row)
  }

  function told(row) {
    row.dispatchEvent(new Event("change", { bubbles: true }))
    const all = rows()
    announce(interpolate(gettext("Moved to place %(place)s of %(all)s."), { place: all.indexOf(row) + 1, all: all.length }))
  }

  function drag(event, row) {
    if (event.button !== 0) return
    event.preventDefault()
    row.classList.add("is-dragged")
    let at = event.clientY
    const move = (moved) => {
      at = moved.clientY
      settle()
    }
    const settle = () => {
      const over = rows().find((other) => {
        const box = other.getBoundingClientRect()
        return other !== row && at > box.top && at < box.bottom
      })
      if (!over) return
      const box = over.getBoundingClientRect()
      if (at < box.top + box.height / 2) over.before(row)
      else over.after(row)
    }
    // A pointer that rests at the edge sends nothing, and the page goes on below it.
    const scrolling = setInterval(() => {
      const [first, last] = [rows()[0], rows().at(-1)].map((end) => end.getBoundingClientRect())
      if (at < EDGE && first.top < EDGE) scrollBy({ top: -SPEED, behavior: "instant" })
      else if (at > innerHeight - EDGE && last.bottom > innerHeight - EDGE) scrollBy({ top: SPEED, behavior: "instant" })
      else return
      settle()
    }, 16)
    const stop = () => {
      clearInterval(scrolling)
      document.removeEventListener("pointermove", move)
      document.removeEventListener("pointerup", stop)
      document.removeEventListener("pointercancel", stop)
      row.classList.remove("is-dragged")
      told(row)
    }
    document.addEventListener("pointermove", move)
    document.addEventListener("pointerup", stop)
    document.addEventListener("pointercancel", stop)
  }

  // An untouched spare row stays untouched, or the server would take it for a row to save.
  function number() {
    let place = 0
    for (const row of rows()) {
      const position = row.querySelector("[name$=-position]")
      if (position && (row.classList.contains("has_original") || isTouched(row) || isFilled(row))) position.value = place++
    }
  }

  // Django renumbers the rows as they stand when one is removed, and takes the first for the saved ones: let it
  // find them in their first order, and put them back as they were seen.
  function keepNumbersOfSavedRows(event) {
    if (!event.target.closest(".inline-deletelink")) return
    const seen = rows()
    const spare = group.querySelector(".empty-form")
    for (const row of [...seen].sort((a, b) => numberOf(a) - numberOf(b))) spare.before(row)
    setTimeout(() => {
      for (const row of seen) if (row.isConnected) spare.before(row)
    })
  }
}

const numberOf = (row) => Number(/-(\d+)$/.exec(row.id)?.[1] ?? 0)

function isFilled(row) {
  return [...row.querySelectorAll("input:not([type=hidden], [type=checkbox]), select, textarea")].some(
    (field) => field.name && !/-(position|DELETE|role|kind|language)$/.test(field.name) && field.value,
  )
}

function isTouched(row) {
  return [...row.querySelectorAll("input:not([type=hidden]), select, textarea")].some((field) => {
    if (!field.name || /-(position|DELETE)$/.test(field.name)) return false
    if (field.type === "checkbox") return field.checked !== field.defaultChecked
    if (field.options) return [...field.options].some((option) => option.selected && !option.defaultSelected && option.value)
    return field.value !== field.defaultValue
  })
}
