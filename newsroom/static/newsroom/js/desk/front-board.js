// The places of the front page put in order by dragging; the buttons beside them do the same by keys.
import { send } from "./panels.js"

const slots = () => [...document.querySelectorAll(".front-slots [data-slot]")]
let dragged = null
let before = ""
let pressed = ""

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-slot]") || null
  if (!dragged) return
  before = order()
  dragged.classList.add("is-dragged")
  event.dataTransfer.effectAllowed = "move"
  event.dataTransfer.setData("text/plain", dragged.dataset.slot)
})

document.addEventListener("dragover", (event) => {
  const zone = dragged && event.target.closest?.("[data-zone]")
  if (!zone) return
  event.preventDefault()
  const next = [...zone.querySelectorAll("[data-slot]")].find((slot) => {
    const box = slot.getBoundingClientRect()
    return slot !== dragged && event.clientY < box.top + box.height / 2
  })
  if (next) next.before(dragged)
  else zone.append(dragged)
})

document.addEventListener("drop", (event) => dragged && event.preventDefault())

document.addEventListener("dragend", (event) => {
  if (!dragged) return
  const slot = dragged
  dragged = null
  slot.classList.remove("is-dragged")
  if (event.dataTransfer.dropEffect === "none") return back(before)
  if (order() === before) return
  const data = new FormData(document.querySelector(".front-board"))
  data.set("order", order())
  const held = before
  send("front-board", location.href, data).then((fresh) => fresh || back(held))
})

// The part of the page is new after a step: the same button keeps the focus, or its neighbour when it is of no more use.
document.addEventListener("submit", (event) => {
  pressed = event.submitter?.value || ""
})
document.addEventListener("panel:shown", (event) => {
  const button = pressed && event.target.querySelector(`button[value="${pressed}"]`)
  pressed = ""
  if (!button) return
  const usable = button.disabled ? button.parentElement.querySelector("button:not([disabled])") : button
  usable.focus()
})

function order() {
  const zones = [...document.querySelectorAll("[data-zone]")]
  return zones.map((zone) => `${zone.dataset.zone}:${[...zone.querySelectorAll("[data-slot]")].map((slot) => slot.dataset.slot)}`).join(";")
}

function back(held) {
  for (const part of held.split(";")) {
    const [zone, numbers] = part.split(":")
    for (const number of numbers.split(",")) {
      const slot = slots().find((each) => each.dataset.slot === number)
      if (slot) document.querySelector(`[data-zone="${zone}"]`).append(slot)
    }
  }
}
