// Keeps what is typed in the story form, a few seconds after it is typed, until the form is saved.
import { announce, element, gettext, interpolate, isChanged } from "./dom.js"
import { copyOf, leftBehind } from "./local-copy.js"
import { ask, Away, beSignedIn, keeping, Refused } from "./sign-in.js"

const PAUSE = 2_000
const LONGEST_PAUSE = 6_000
const LONGEST_RETRY = 60_000
const LONGEST_LEAVING = 15_000
const MOST_CHARACTERS = 2_000_000
const MOST_BYTES_IN_PASSING = 60_000
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "base_version", "written_by", "draft_key", "unsaved_story", "unsaved_draft"])

if (keeping) start(keeping.closest("form"), keeping.dataset)

function start(form, { person, story, drafts, digits, restored, cameBack }) {
  const copy = copyOf(person, story)
  const clock = new Intl.RelativeTimeFormat(`${document.documentElement.lang}-u-nu-${digits}`, { numeric: "always" })
  const line = element("p", { className: "keep-state", id: "keep-state" })
  form.querySelector(".desk-verbs:has(button)")?.append(line)

  // A form that came back in error holds what is nowhere else, and so does one in which somebody wrote before this ran.
  const isNew = cameBack !== undefined || [...form.elements].some(isChanged)
  let kept = isNew ? "" : gather()
  let keptAt = null
  let first = 0
  let timer = 0
  let retry = 0
  let notBefore = 0
  let busy = null
  let isLeaving = false
  let isAsking = false
  let isPassing = false

  if (!restored && /[?&]continue=/.test(location.search)) history.replaceState(history.state, "", location.pathname)
  form.addEventListener("input", soon)
  form.addEventListener("change", soon)
  form.addEventListener("formset:added", soon)
  form.addEventListener("formset:removed", soon)
  window.django?.jQuery(form).on("change", "select", soon)
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && inPassing())
  addEventListener("pagehide", inPassing)
  addEventListener("pageshow", (event) => {
    if (event.persisted) isLeaving = false
  })
  addEventListener("online", () => {
    notBefore = 0
    keep()
  })
  addEventListener("offline", () => gather() !== kept && show("offline"))
  document.addEventListener("submit", beforeSaving, true)
  addEventListener("submit", (event) => event.target === form && !event.defaultPrevented && leave())
  setInterval(tick, 1_000)
  if (restored) {
    keptAt = Date.parse(restored)
    show("kept")
  }
  // A form that came back in error may not be loaded again.
  if (cameBack === undefined) {
    busy = bringBack().finally(() => {
      busy = null
    })
  }
  if (isNew) keep()

  function gather() {
    form.dispatchEvent(new CustomEvent("desk:gather"))
    const data = {}
    for (const field of form.elements) {
      const { name, type } = field
      if (!name || NOT_TYPED.has(name) || name.includes("__prefix__") || /^(submit|button|file|password|fieldset)$/.test(type)) continue
      if (type === "select-multiple") data[name] = [...field.selectedOptions].map((option) => option.value)
      else if (type === "checkbox" || type === "radio") {
        if (field.checked) (data[name] ||= []).push(field.value)
      } else data[name] = field.value
    }
    return JSON.stringify(data)
  }

  function leave() {
    isLeaving = true
    setTimeout(() => {
      isLeaving = false
    }, LONGEST_LEAVING)
  }

  function soon() {
    const now = Date.now()
    first ||= now
    clearTimeout(timer)
    timer = setTimeout(keep, Math.max(0, Math.min(PAUSE, first + LONGEST_PAUSE - now)))
  }

  function message(text) {
    return {
      person: Number(person),
      article: Number(story) || null,
      draft_key: form.elements.draft_key.value,
      base_version: Number(form.elements.base_version.value),
      data: JSON.parse(text),
    }
  }

  async function keep() {
    clearTimeout(timer)
    if (busy) return busy.then(keep)
    first = 0
    const text = gather()
    if (text === kept || isLeaving) return
    if (text.length > MOST_CHARACTERS) return show("problem", gettext("This text is too long to be kept while it is typed. Save it now."))
    const key = form.elements.draft_key.value
    const isSafe = copy.put(key, text, form.elements.base_version.value)
    if (Date.now() < notBefore) {
      timer = setTimeout(keep, notBefore - Date.now())
      return
    }
    busy = ask(drafts, message(text))
      .then(() => {
        kept = text
        keptAt = Date.now()
        retry = notBefore = 0
        if (gather() === text) copy.drop(key)
        if (!story) history.replaceState(history.state, "", `?draft=${key}`)
        show("kept")
      })
      .catch(async (problem) => {
        if (problem instanceof Refused) return show("problem", problem.message)
        if (!(problem instanceof Away)) throw problem
        show((await isSafe) ? "offline" : "lost")
        retry = Math.min(LONGEST_RETRY, (retry || PAUSE) * 2)
        notBefore = Date.now() + retry
        timer = setTimeout(keep, retry)
      })
      .finally(() => {
        busy = null
      })
    return busy
  }

  // On the way out there is no time to wait for an answer: the browser keeps it, and the desk gets it if it is short.
  function inPassing() {
    if (isLeaving) return
    const text = gather()
    if (text === kept) return
    copy.put(form.elements.draft_key.value, text, form.elements.base_version.value)
    const sent = message(text)
    if (new Blob([JSON.stringify(sent)]).size > MOST_BYTES_IN_PASSING) return
    ask(drafts, sent, { keepalive: true }).then(
      () => {
        kept = text
        keptAt = Date.now()
      },
      () => {},
    )
  }

  // A form that is sent when nobody is signed in any more would be lost on the way: ask first.
  async function beforeSaving(event) {
    const { submitter } = event
    if (event.target !== form) return
    if (isPassing) {
      isPassing = false
      return
    }
    event.preventDefault()
    event.stopImmediatePropagation()
    if (isAsking || isLeaving) return
    isAsking = true
    copy.put(form.elements.draft_key.value, gather(), form.elements.base_version.value, true)
    clearTimeout(timer)
    if (!story) history.replaceState(history.state, "", `?draft=${form.elements.draft_key.value}`)
    try {
      await busy
      await beSignedIn()
    } catch {
      show("offline")
      announce(gettext("The desk cannot be reached. Nothing was saved; what you wrote is kept in this browser."))
      retry = PAUSE
      timer = setTimeout(keep, retry)
      return
    } finally {
      isAsking = false
    }
    isPassing = true
    form.requestSubmit(submitter)
    isPassing = false
  }

  function show(state, text = "") {
    line.dataset.state = state
    line.textContent = text
    if (state === "problem" || (state === "lost" && text)) announce(text)
    tick()
  }

  function tick() {
    const { state } = line.dataset
    if (state === "kept") line.textContent = interpolate(gettext("Draft kept %(ago)s"), { ago: ago(keptAt) })
    if (state === "offline") line.textContent = gettext("No connection to the desk. What you write is kept in this browser and sent as soon as it can be.")
    if (state === "lost") line.textContent = gettext("No connection to the desk, and this browser has no room left. Do not close this window.")
  }

  function ago(moment) {
    const seconds = Math.max(1, Math.round((Date.now() - moment) / 1_000))
    if (seconds < 60) return clock.format(-seconds, "second")
    return seconds < 3_600 ? clock.format(-Math.floor(seconds / 60), "minute") : clock.format(-Math.floor(seconds / 3_600), "hour")
  }

  // What the desk never got, because the network or the desk was away when the window closed. A story has one unsaved
  // text of a person: nothing is written, and nothing kept, before the desk has this one.
  async function bringBack() {
    let isNews = false
    const all = await leftBehind(person, story)
    form.inert = Boolean(story && all.length)
    for (const found of all) {
      try {
        const sent = { ...message(found.text), draft_key: found.draft, base_version: Number(found.base_version), recovered: found.at, was_sent: found.was_sent }
        isNews = (await ask(drafts, sent)).kept || isNews
        copy.drop(found.draft)
      } catch (problem) {
        if (!(problem instanceof Away || problem instanceof Refused)) throw problem
      }
    }
    form.inert = false
    if (!isNews || (!story && gather() !== kept)) return
    leave()
    location.reload()
  }
}
