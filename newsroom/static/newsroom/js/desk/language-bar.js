// One bar for the languages of the whole form. Without it every language shows.
import { element, gettext, roving } from "./dom.js"

const MARK = /(?:^|\s)mt-field-(\S+)-([a-z]{2,3})(?:\s|$)/
const EVERY = "*"
const NEEDED = ["headline", "body"]

const form = document.querySelector("#content-main > form")
if (form) start(form)

function start(form) {
  const place = document.getElementById("language-bar") || element("div", { id: "language-bar", "data-public": "" })
  const inputs = () => [...form.querySelectorAll(".mt")].filter((input) => !input.id.includes("__prefix__"))
  const languages = [...new Set([...form.querySelectorAll(".mt")].map(languageOf))].filter(Boolean)
  if (languages.length < 2) return
  if (!place.isConnected) form.prepend(place)

  const out = place.dataset.public.split(" ")
  const of = (language) => inputs().filter((input) => languageOf(input) === language)
  const filled = (input) => Boolean(input.value?.trim())
  const inError = (language) => of(language).filter((input) => cellOf(input)?.querySelector(".errorlist")).length
  const complete = (language) =>
    NEEDED.every((name) => filled(form.elements[`${name}_${language}`] || { value: "-" })) && of(language).some(filled)

  const buttons = [...languages, EVERY].map((language) => {
    const word = language === EVERY ? gettext("All languages") : nameOf(language)
    const state = element("span", { className: "language-state" })
    const button = element("button", { type: "button", "data-language": language }, element("span", {}, word), state)
    if (language !== EVERY) button.firstChild.lang = language
    button.addEventListener("click", () => show(language))
    return button
  })
  place.className = "language-bar"
  place.setAttribute("role", "toolbar")
  place.setAttribute("aria-label", gettext("Language of the fields"))
  place.replaceChildren(...buttons)
  place.hidden = false
  roving(place, () => buttons)

  const remembered = sessionStorage.getItem("desk-language")
  const written = languageOf(document.activeElement) // Whoever writes already goes on in their field.
  show(written || languages.find(inError) || (remembered && [...languages, EVERY].includes(remembered) ? remembered : languages[0]))
  form.addEventListener("input", paint)
  document.addEventListener("formset:added", () => hideOthers())

  function show(language) {
    form.dataset.language = language
    if (language !== languages.find(inError)) sessionStorage.setItem("desk-language", language)
    paint()
    hideOthers()
  }

  function hideOthers() {
    const shown = form.dataset.language
    for (const input of form.querySelectorAll(".mt")) {
      const cell = cellOf(input)
      if (cell) cell.hidden = shown !== EVERY && languageOf(input) !== shown
    }
  }

  function paint() {
    for (const button of buttons) {
      const language = button.dataset.language
      button.setAttribute("aria-pressed", String(language === form.dataset.language))
      if (language === EVERY) continue
      const [state, word] = stateOf(language)
      button.dataset.state = state
      button.lastChild.textContent = word
    }
    for (const box of form.querySelectorAll("[name=publish_languages]")) {
      box.disabled = out.includes(box.value) || !complete(box.value)
      if (box.disabled) box.checked = false
    }
  }

  function stateOf(language) {
    if (inError(language)) return ["error", gettext("in error")]
    if (out.includes(language)) return ["public", gettext("on the site")]
    if (complete(language)) return ["complete", gettext("written")]
    return of(language).some(filled) ? ["begun", gettext("begun")] : ["empty", gettext("empty")]
  }
}

function languageOf(input) {
  return MARK.exec(input.className)?.[2]
}

function nameOf(language) {
  const name = new Intl.DisplayNames([language], { type: "language" }).of(language)
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

// The part of the form that belongs to one input: its whole row, or its box where a row holds several.
function cellOf(input) {
  const row = input.closest(".form-row")
  const several = row?.querySelector(":scope > .form-multiline")
  return several ? [...several.children].find((box) => box.contains(input)) : row
}
