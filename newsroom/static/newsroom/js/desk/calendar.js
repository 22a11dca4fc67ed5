// Stories dragged to another day of the schedule; what the server refuses is back in its place, with the reason.
import { send } from "./panels.js"

let dragged = null

document.addEventListener("dragstart", (event) => {
  const card = event.target.closest?.("[data-story]")
  if (!card) return
  dragged = card
  card.classList.add("is-dragged")
  event.dataTransfer.effectAllowed = "move"
  event.dataTransfer.setData("text/plain", card.dataset.story)
})

document.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged")
  dragged = null
  mark(null)
})

document.addEventListener("dragover", (event) => {
  const day = dragged && event.target.closest?.("[data-day]")
  if (!day) return
  event.preventDefault()
  event.dataTransfer.dropEffect = "move"
  mark(day)
})

document.addEventListener("drop", (event) => {
  const day = dragged && event.target.closest?.("[data-day]")
  if (!day) return
  event.preventDefault()
  const card = dragged
  if (day.contains(card)) return
  const form = document.getElementById("calendar-move")
  form.elements.story.value = card.dataset.story
  form.elements.to.value = day.dataset.day
  const home = card.parentElement
  const next = card.nextElementSibling
  day.querySelector("ul")?.append(card)
  card.classList.add("is-sent")
  send("calendar", location.href, new FormData(form)).then((fresh) => {
    if (!fresh) {
      card.classList.remove("is-sent")
      home.insertBefore(card, next)
    } else {
      const question = fresh.querySelector(".calendar-question [tabindex]")
      if (question) question.focus()
      else fresh.querySelector(`[data-story="${card.dataset.story}"] .outing-move`)?.focus({ preventScroll: true })
    }
  })
})

function mark(day) {
  for (const each of document.querySelectorAll(".calendar-day.is-over")) if (each !== day) each.classList.remove("is-over")
  day?.classList.add("is-over")
}
