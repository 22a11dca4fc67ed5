// The story as readers would see it, beside the form and as it is typed. Nothing of it is stored.
import { announce, element, gettext } from "./dom.js"

const PAUSE = 700
const EVERY = "*"
const WIDE = 1280
const NARROW = 390
const FOR_CARDS = 760
const VIEWS = { desktop: gettext("Computer"), phone: gettext("Phone"), cards: gettext("Cards") }
const MEMORY = "desk-preview"

const opener = document.getElementById("preview-opener")
const form = opener?.closest("form")
if (form) start()

function start() {
  let view = sessionStorage.getItem(`${MEMORY}-view`) || (innerWidth < 768 ? "phone" : "desktop")
  let timer = 0
  let shown = ""
  let stopped = null

  const buttons = Object.entries(VIEWS).map(([name, word]) => {
    const button = element("button", { type: "button", "data-view": name }, word)
    button.addEventListener("click", () => choose(name))
    return button
  })
  const languages = element("select", { "aria-label": gettext("Language of the preview") })
  for (const code of opener.dataset.languages.split(" ")) {
    languages.append(element("option", { value: code, lang: code }, nameOf(code)))
  }
  languages.addEventListener("change", () => soon(0))
  const closer = element("button", { type: "button", className: "preview-close" }, gettext("Close"))
  closer.addEventListener("click", close)
  const problem = element("p", { className: "preview-problem", role: "alert", hidden: true })
  const stage = element("div", { className: "preview-stage", dir: "ltr" })
  const bar = element("div", { className: "preview-bar" }, ...buttons, languages, closer)
  const pane = element("aside", { className: "preview-pane", "aria-label": gettext("Preview"), hidden: true }, bar, problem, stage)

  opener.hidden = false
  opener.addEventListener("click", () => (isOpen() ? close() : open()))
  pane.addEventListener("keydown", (event) => event.key === "Escape" && close())
  form.addEventListener("input", () => soon())
  form.addEventListener("change", () => soon())
  form.addEventListener("click", (event) => event.target.closest(".language-bar") && follow())
  window.django?.jQuery(form).on("change", "select", () => soon())
  addEventListener("resize", place)
  if (sessionStorage.getItem(MEMORY) === "open" && innerWidth >= 768) open()

  function isOpen() {
    return pane.isConnected
  }

  function open() {
    document.body.append(pane)
    pane.hidden = false
    document.body.classList.add("has-preview")
    opener.setAttribute("aria-expanded", "true")
    sessionStorage.setItem(MEMORY, "open")
    follow()
    choose(view)
  }

  function close() {
    const hadFocus = pane.contains(document.activeElement)
    pane.remove()
    stopped?.abort()
    document.body.classList.remove("has-preview")
    opener.setAttribute("aria-expanded", "false")
    sessionStorage.removeItem(MEMORY)
    shown = ""
    if (hadFocus) opener.focus()
  }

  function choose(name) {
    view = name in VIEWS ? name : "desktop"
    sessionStorage.setItem(`${MEMORY}-view`, view)
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.view === view))
    place()
    soon(0)
  }

  function follow() {
    const chosen = form.dataset.language
    if (chosen && chosen !== EVERY) languages.value = chosen
    soon(0)
  }

  function soon(pause = PAUSE) {
    if (!isOpen()) return
    clearTimeout(timer)
    timer = setTimeout(ask, pause)
  }

  async function ask() {
    const data = new FormData(form)
    data.set("preview_language", languages.value)
    data.set("preview_view", view === "cards" ? "cards" : "page")
    data.set("preview_story", opener.dataset.story)
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name)
    const asked = new URLSearchParams(data).toString()
    if (asked === shown) return
    stopped?.abort()
    stopped = new AbortController()
    try {
      const answer = await fetch(opener.dataset.address, { method: "POST", body: data, credentials: "same-origin", signal: stopped.signal })
      if (answer.redirected) return tell(gettext("You are no longer signed in. Sign in again in another window."))
      if (!answer.ok) {
        const told = await answer.json().catch(() => ({}))
        return tell(told.error || gettext("The preview cannot be shown now. It is tried again as you write."))
      }
      show(await answer.text())
      shown = asked
      problem.hidden = true
    } catch (fault) {
      if (fault.name !== "AbortError") tell(gettext("The preview cannot be shown now. It is tried again as you write."))
    }
  }

  function tell(text) {
    problem.textContent = text
    problem.hidden = false
    announce(text)
  }

  // The new page takes the place of the old one when it is ready, scrolled to where the old one was.
  function show(html) {
    const old = stage.querySelector("iframe:not(.is-coming)")
    for (const late of stage.querySelectorAll(".is-coming")) late.remove()
    const frame = element("iframe", {
      className: "is-coming",
      sandbox: "allow-same-origin allow-popups allow-popups-to-escape-sandbox",
      title: gettext("Preview"),
      srcdoc: html,
    })
    frame.addEventListener("load", () => {
      if (!frame.isConnected) return
      const at = old?.dataset.view === view ? old.contentWindow?.scrollY || 0 : 0
      frame.contentWindow.scrollTo(0, at)
      frame.classList.remove("is-coming")
      old?.remove()
    })
    frame.dataset.view = view
    stage.append(frame)
    place()
  }

  // Draw a wide page small enough for the pane, and a phone's page in its own width.
  function place() {
    const { clientWidth: room, clientHeight: height } = stage
    if (!room) return
    const wanted = { desktop: Math.max(WIDE, room), phone: NARROW, cards: room < FOR_CARDS / 1.5 ? room : Math.max(FOR_CARDS, room) }[view]
    const scale = Math.min(1, room / wanted)
    for (const frame of stage.querySelectorAll("iframe")) {
      frame.style.width = `${wanted}px`
      frame.style.height = `${height / scale}px`
      frame.style.left = `${Math.max(0, (room - wanted * scale) / 2)}px`
      frame.style.transform = `scale(${scale})`
    }
  }
}

function nameOf(language) {
  return new Intl.DisplayNames([language], { type: "language" }).of(language)
}
