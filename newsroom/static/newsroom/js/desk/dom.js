// Small helpers shared by the desk's scripts.

export const gettext = window.gettext || ((text) => text)
export const ngettext = window.ngettext || ((one, many, number) => (number === 1 ? one : many))
export const interpolate = (text, values) => text.replace(/%\((\w+)\)s/g, (_match, name) => values[name])

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue
    if (key in made && !/^(list|form|role)$/.test(key) && typeof value !== "string") made[key] = value
    else made.setAttribute(key === "className" ? "class" : key, value === true ? "" : value)
  }
  made.append(...children.filter((child) => child !== null && child !== undefined))
  return made
}

// Whether a field says something else than when the page came, however early that was typed; places are numbered anew.
export function isChanged(field) {
  const { type, options } = field
  if (!field.name || field.name.endsWith("-position") || field.disabled || /^(submit|button|fieldset|hidden)$/.test(type)) return false
  if (type === "checkbox" || type === "radio") return field.checked !== field.defaultChecked
  if (type === "select-multiple") return [...options].some((option) => option.selected !== option.defaultSelected)
  if (options) return options.length > 0 && field.selectedIndex !== Math.max(0, [...options].findLastIndex((option) => option.defaultSelected))
  return field.value !== field.defaultValue
}

export const isRightToLeft = (node) => getComputedStyle(node).direction === "rtl"

// How far an arrow key goes in reading order: 1, -1 or 0.
export function step(event, node) {
  const forward = isRightToLeft(node) ? "ArrowLeft" : "ArrowRight"
  const back = isRightToLeft(node) ? "ArrowRight" : "ArrowLeft"
  return { [forward]: 1, [back]: -1 }[event.key] || 0
}

// One tab stop for a row of buttons; arrow keys, Home and End go from one to the next.
export function roving(bar, buttons) {
  const enter = (chosen) => {
    for (const button of buttons()) button.tabIndex = button === chosen ? 0 : -1
  }
  enter(buttons()[0])
  bar.addEventListener("focusin", (event) => buttons().includes(event.target) && enter(event.target))
  bar.addEventListener("keydown", (event) => {
    const all = buttons()
    const at = all.indexOf(document.activeElement)
    if (at < 0) return
    const next = { Home: 0, End: all.length - 1 }[event.key] ?? (step(event, bar) ? at + step(event, bar) : null)
    if (next === null) return
    event.preventDefault()
    all[(next + all.length) % all.length].focus()
  })
}

export function announce(text) {
  let voice = document.getElementById("desk-voice")
  if (!voice) {
    voice = element("div", { id: "desk-voice", className: "visually-hidden", role: "status", "aria-live": "polite" })
    document.body.append(voice)
  }
  voice.textContent = text
}
