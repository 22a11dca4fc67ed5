// A text box that searches as one types and offers what it finds: the pattern of an editable combobox with a list.
import { announce, element, gettext, interpolate } from "./dom.js"

let made = 0

export function searchBox({ address, parameters = () => ({}), choose, label, placeholder }) {
  const id = `desk-search-${++made}`
  const list = element("ul", { id: `${id}-list`, role: "listbox", className: "search-list", hidden: true })
  const box = element("input", {
    id,
    type: "text",
    className: "search-input",
    role: "combobox",
    autocomplete: "off",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-autocomplete": "list",
    placeholder: placeholder || gettext("Search…"),
    ...(label ? { "aria-label": label } : {}),
  })
  if (label) list.setAttribute("aria-label", label)
  let results = []
  let active = -1
  let asked = 0
  let timer = 0

  async function ask() {
    const turn = ++asked
    const query = new URLSearchParams({ q: box.value, ...parameters() })
    try {
      const answer = await fetch(`${address}?${query}`, { headers: { Accept: "application/json" }, credentials: "same-origin" })
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
      const found = (await answer.json()).results
      if (turn === asked) offer(found)
    } catch {
      if (turn === asked) say(gettext("The search did not answer. What you typed is still here; try again."))
    }
  }

  function say(text) {
    results = []
    active = -1
    list.replaceChildren(element("li", { className: "search-nothing", role: "presentation" }, text))
    open(true)
    announce(text)
  }

  function offer(found) {
    if (!found.length) return say(gettext("Nothing found."))
    results = found
    list.replaceChildren(...found.map(option))
    activate(-1)
    open(true)
    announce(interpolate(gettext("%(count)s found."), { count: found.length }))
  }

  function option(result, at) {
    const words = element("span", { className: "search-words" }, name(result), element("small", {}, result.detail || ""))
    const made = element("li", { id: `${list.id}-${at}`, role: "option", "aria-selected": "false" }, picture(result), words)
    made.addEventListener("pointerdown", (event) => event.preventDefault())
    made.addEventListener("click", () => take(at))
    return made
  }

  function activate(at) {
    active = at
    const options = [...list.querySelectorAll("[role=option]")]
    options.forEach((each, i) => each.setAttribute("aria-selected", String(i === at)))
    if (options[at]) {
      box.setAttribute("aria-activedescendant", options[at].id)
      options[at].scrollIntoView({ block: "nearest" })
    } else box.removeAttribute("aria-activedescendant")
  }

  function open(yes) {
    list.hidden = !yes
    box.setAttribute("aria-expanded", String(yes))
    if (!yes) box.removeAttribute("aria-activedescendant")
  }

  function take(at) {
    const result = results[at]
    if (!result) return
    open(false)
    box.value = ""
    choose(result)
  }

  box.addEventListener("input", (event) => {
    event.stopPropagation()
    clearTimeout(timer)
    timer = setTimeout(ask, 200)
  })
  box.addEventListener("change", (event) => event.stopPropagation())
  box.addEventListener("focus", () => list.hidden && ask())
  box.addEventListener("blur", () => open(false))
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return
    const last = results.length - 1
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      if (list.hidden) return void ask()
      const next = event.key === "ArrowDown" ? active + 1 : active - 1
      activate(next > last ? 0 : next < 0 ? last : next)
    } else if (event.key === "Enter") {
      event.preventDefault()
      if (!list.hidden && results.length) take(active < 0 ? 0 : active)
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation()
      event.preventDefault()
      open(false)
    }
  })
  return { box, list, node: element("div", { className: "search-box" }, box, list) }
}

export function name({ label, language, direction }) {
  return element("bdi", { lang: language || null, dir: direction || null }, label)
}

export function picture({ thumbnail, image }) {
  const src = thumbnail || image
  return src ? element("img", { src, alt: "", className: "search-picture" }) : null
}
