// While a story is written, asks what goes with it: related stories, tags, and copies that have run before.
import { gettext } from "./dom.js"
import { showCopies } from "./copies.js"
import { relatedPanel } from "./related-panel.js"
import { Away, beSignedIn } from "./sign-in.js"
import { tagPanel } from "./tag-chips.js"

const PAUSE = 600
const EVERY = "*"
const FEWEST_LETTERS = 20

const panel = document.getElementById("related-suggestions")
const form = panel?.closest("form")
if (form) start()

function start() {
  const showRelated = relatedPanel(form, panel, () => `${field(`headline_${language()}`)}${field(`body_${language()}`)}`.length)
  const showTags = tagPanel(form)
  let timer = 0
  let asked = 0
  let last = ""
  let stopped = null

  const field = (name) => form.elements[name]?.value ?? ""
  const chosenTags = () => [...(form.elements.tags?.selectedOptions ?? [])].map((option) => option.value)

  function language() {
    const chosen = form.dataset.language
    if (chosen && chosen !== EVERY) return chosen
    const written = [...form.querySelectorAll("textarea[name^=headline_]")].find((area) => area.value.trim())
    return written?.name.replace("headline_", "") || "ar"
  }

  function written() {
    const code = language()
    const data = new FormData()
    for (const name of ["headline", "kicker", "standfirst", "body"]) data.set(name, field(`${name}_${code}`))
    data.set("language", code)
    data.set("section", field("section"))
    data.set("id", panel.dataset.story)
    for (const tag of chosenTags()) data.append("tags", tag)
    return data
  }

  async function ask() {
    const data = written()
    const text = [...data].map(String).join("\n")
    if (text === last) return
    last = text
    if (data.get("headline").length + data.get("body").length < FEWEST_LETTERS) return
    const turn = ++asked
    stopped?.abort()
    stopped = new AbortController()
    data.set("csrfmiddlewaretoken", field("csrfmiddlewaretoken"))
    try {
      const answer = await fetch(panel.dataset.address, { method: "POST", body: data, credentials: "same-origin", signal: stopped.signal })
      if (answer.redirected) {
        await beSignedIn()
        return askAnew()
      }
      const told = await answer.json().catch(() => ({}))
      if (!answer.ok) throw new Error(told.error || gettext("The suggestions did not answer. They are asked for again as you write."))
      if (turn !== asked) return
      showRelated(told)
      showTags(told)
      showCopies(told.duplicates, { form, written })
    } catch (problem) {
      if (problem.name === "AbortError" || turn !== asked) return
      last = ""
      showRelated({ error: problem instanceof TypeError || problem instanceof Away ? gettext("The suggestions did not answer. They are asked for again as you write.") : problem.message })
    }
  }

  const askAnew = () => {
    last = ""
    soon()
  }

  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(ask, PAUSE)
  }
  form.addEventListener("input", soon)
  form.addEventListener("change", soon)
  form.addEventListener("click", (event) => event.target.closest(".language-bar") && soon())
  window.django?.jQuery(form.elements.tags).on("change", soon)
  soon()
}
