// Ask before a page with unsaved writing is left.
import { isChanged } from "./dom.js"

const form = document.querySelector("body.change-form #content-main > form")
if (form) {
  let changed = Boolean(document.querySelector(".errornote")) || [...form.elements].some(isChanged)
  const mark = () => {
    changed = true
  }
  form.addEventListener("input", mark)
  form.addEventListener("change", mark)
  form.addEventListener("submit", () => {
    changed = false
  })
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault()
  })
}
