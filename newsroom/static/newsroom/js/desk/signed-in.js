// A form is sent once the desk knows who sends it: whoever was signed out meanwhile signs in in place, and what was chosen stays.
import { announce, element, gettext } from "./dom.js"
import { beSignedIn } from "./sign-in.js"

const form = document.querySelector(".desk-question, #changelist-form, body.change-form #content-main > form")
let isAsking = false
let isPassing = false

document.addEventListener("submit", beforeSending, true)

async function beforeSending(event) {
  const { submitter } = event
  if (event.target !== form || isPassing) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (isAsking) return
  isAsking = true
  try {
    await beSignedIn()
  } catch {
    return tell(gettext("The desk cannot be reached. Try again in a moment."))
  } finally {
    isAsking = false
  }
  isPassing = true
  form.requestSubmit(submitter)
  isPassing = false
}

function tell(text) {
  form.querySelector(":scope > .not-sent")?.remove()
  form.prepend(element("p", { className: "errornote not-sent" }, text))
  form.firstElementChild.scrollIntoView({ block: "nearest" })
  announce(text)
}
