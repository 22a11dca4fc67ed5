// Suggestions under the search fields: a combobox that leads to tags, authors and stories. Search itself needs none of it.

const SHEET = document.currentScript.dataset.sheet
const WAIT = 160
const SHORTEST = 2

for (const input of document.querySelectorAll("input[data-suggest]")) suggest(input)

function suggest(input) {
  const list = document.createElement("ul")
  const status = document.createElement("span")
  list.id = `${input.id}-suggestions`
  list.className = "suggestions"
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", input.dataset.suggestLabel)
  list.hidden = true
  status.className = "unseen"
  status.setAttribute("role", "status")
  input.after(list, status)
  // A search field may not be a combobox; in every other way it behaves like a field of text.
  input.type = "text"
  input.inputMode = "search"
  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) input.setAttribute(name, value)

  let timer = 0
  let asked = null
  let active = -1

  const options = () => [...list.children]

  function close() {
    clearTimeout(timer)
    asked?.abort()
    list.hidden = true
    input.setAttribute("aria-expanded", "false")
    mark(-1)
  }

  function mark(place) {
    active = place
    options().forEach((option, number) => option.setAttribute("aria-selected", String(number === place)))
    const option = options()[place]
    if (option) {
      input.setAttribute("aria-activedescendant", option.id)
      option.scrollIntoView({ block: "nearest" })
    } else {
      input.removeAttribute("aria-activedescendant")
    }
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(row))
    list.hidden = suggestions.length === 0
    input.setAttribute("aria-expanded", String(!list.hidden))
    status.textContent = list.hidden ? "" : `${input.dataset.suggestLabel}: ${suggestions.length}`
    mark(-1)
  }

  function row(suggestion, number) {
    const option = document.createElement("li")
    const text = document.createElement("span")
    const label = document.createElement("span")
    option.id = `${list.id}-${number}`
    option.setAttribute("role", "option")
    option.setAttribute("aria-selected", "false")
    option.dataset.url = suggestion.url
    text.textContent = suggestion.text
    text.lang = suggestion.lang
    text.dir = suggestion.dir
    label.className = "role"
    label.textContent = suggestion.label
    option.append(text, " ", label)
    return option
  }

  async function ask() {
    const typed = input.value.trim()
    asked?.abort()
    if (typed.length < SHORTEST) return show([])
    asked = new AbortController()
    const { signal } = asked
    try {
      const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ q: typed.slice(0, 60) })}`, { signal })
      const found = answer.ok ? (await answer.json()).suggestions : []
      if (!signal.aborted && document.activeElement === input) show(found)
    } catch (error) {
      // The reader typed on, or the line is down: the form works all the same.
      if (error.name !== "AbortError") close()
    }
  }

  input.addEventListener("focus", () => {
    if (document.querySelector(`link[href="${SHEET}"]`)) return
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: SHEET }))
  }, { once: true })

  input.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(ask, WAIT)
  })

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return
    const count = options().length
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      if (list.hidden) return ask()
      const step = event.key === "ArrowDown" ? 1 : -1
      // One place more than there are options: the field itself, with nothing chosen.
      mark(((active + 1 + step + count + 1) % (count + 1)) - 1)
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault()
      close()
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault()
      location.assign(options()[active].dataset.url)
    } else if (event.key === "Tab") {
      close()
    }
  })

  input.addEventListener("blur", close)
  // Pressing keeps the focus in the field, so that the list is still there when the button is let go.
  list.addEventListener("pointerdown", (event) => event.preventDefault())
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]")
    if (option) location.assign(option.dataset.url)
  })
}
