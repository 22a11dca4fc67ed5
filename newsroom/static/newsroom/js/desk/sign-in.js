// Asks the desk; where it no longer knows who asks, signs in again in place and goes on.
import { element, gettext, interpolate } from "./dom.js"

export const keeping = document.getElementById("keeping")
const { drafts, login, person, name, username } = (keeping ?? document.getElementById("signed-in"))?.dataset ?? {}
const PATIENCE = 15_000

// The desk cannot be reached, or is not well.
export class Away extends Error {}

// The desk answered no, with a reason.
export class Refused extends Error {
  constructor(status, told) {
    super(told.error || gettext("The desk refused this. Reload the page when you can."))
    this.status = status
  }
}

const token = () => document.querySelector("input[name=csrfmiddlewaretoken]").value

function renew(csrf) {
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = csrf
}

async function send(address, options = {}) {
  try {
    return await fetch(address, { credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE), ...options })
  } catch {
    throw new Away()
  }
}

const isJson = (answer) => answer.headers.get("Content-Type")?.startsWith("application/json")

// Who is signed in in this browser: their number and name, with a fresh token; nobody, when nobody is.
async function whoIsHere() {
  const answer = await send(drafts, { redirect: "manual" })
  if (answer.type === "opaqueredirect") return null
  if (!answer.ok || !isJson(answer)) throw new Away()
  const who = await answer.json()
  if (String(who.person) === person) renew(who.csrf)
  return who
}

// Resolves when the writer of this page is the one who is signed in.
export async function beSignedIn() {
  const who = await whoIsHere()
  if (String(who?.person) !== person) await signIn(who)
}

// Sends data as JSON and returns the answer, after signing in again where that is wanted.
export async function ask(address, data, { keepalive = false, tries = 3 } = {}) {
  const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() }
  const answer = await send(address, { method: "POST", headers, body: JSON.stringify(data), redirect: "manual", keepalive })
  const isStranger = answer.type === "opaqueredirect" || (answer.status === 403 && !isJson(answer)) || answer.status === 409
  if (isStranger && tries > 1 && !keepalive) {
    const who = await whoIsHere()
    const isWriter = String(who?.person) === person
    if (!isWriter) await signIn(who)
    if (isWriter && answer.status === 403 && tries === 2) throw new Refused(403, {})
    return ask(address, data, { tries: tries - 1 })
  }
  if (answer.status >= 500 || answer.status === 429 || answer.type === "opaqueredirect") throw new Away()
  const told = isJson(answer) ? await answer.json() : {}
  if (!answer.ok) throw new Refused(answer.status, told)
  return told
}

let signing = null

function signIn(who) {
  signing ||= dialog(who).finally(() => {
    signing = null
  })
  return signing
}

function dialog(who) {
  const told = element("p", { className: "sign-in-told", role: "alert" })
  const password = element("input", { type: "password", name: "password", id: "sign-in-password", autocomplete: "current-password", required: true })
  const button = element("button", { type: "submit", className: "desk-button main" }, gettext("Sign in and go on"))
  const again = element("button", { type: "button", className: "desk-button quiet" }, gettext("I have signed in there"))
  const form = element(
    "form",
    { className: "sign-in" },
    element("h2", {}, gettext("Sign in again")),
    element("p", {}, gettext("Your sign-in has ended. What you wrote is still here, and nothing of it is lost.")),
    told,
    element("input", { type: "text", name: "username", autocomplete: "username", value: username, hidden: true }),
    element("p", {}, gettext("You are"), " ", element("bdi", {}, name), "."),
    element("label", { for: "sign-in-password" }, gettext("Password")),
    password,
    element("div", { className: "desk-verbs" }, button, element("a", { className: "desk-button", href: login, target: "_blank" }, gettext("Sign in in another window")), again),
  )
  const box = element("dialog", { className: "desk-dialog" }, form)
  const other = (who) => who && String(who.person) !== person && interpolate(gettext("%(name)s is signed in in this browser now. To go on with this text, sign in as yourself."), { name: who.name })
  told.textContent = other(who) || ""
  document.body.append(box)
  box.addEventListener("cancel", (event) => event.preventDefault())
  box.showModal()
  password.focus()

  return new Promise((resolve) => {
    const done = () => {
      removeEventListener("focus", look)
      box.remove()
      resolve()
    }
    const look = async () => {
      const who = await whoIsHere().catch(() => null)
      if (String(who?.person) === person) done()
      else told.textContent = other(who) || ""
    }
    addEventListener("focus", look)
    again.addEventListener("click", look)
    form.addEventListener("submit", async (event) => {
      event.preventDefault()
      button.disabled = true
      try {
        const problem = await enter(password.value)
        if (problem) told.textContent = problem
        else await look()
      } catch {
        told.textContent = gettext("The desk cannot be reached. Try again in a moment.")
      }
      button.disabled = false
      password.select()
    })
  })
}

// Signs in by the desk's own page, so that its rules hold here too; returns what it complains of.
async function enter(password) {
  const read = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html")
  const page = await read(await send(`${login}?next=${encodeURIComponent(drafts)}`))
  const data = new URLSearchParams({ username, password, next: drafts })
  data.set("csrfmiddlewaretoken", page.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? token())
  const answer = await send(login, { method: "POST", body: data })
  if (isJson(answer)) return ""
  const complaint = (await read(answer)).querySelector(".errornote, .errorlist")?.textContent.trim()
  return complaint || gettext("Sign in in another window, then come back to this one.")
}
