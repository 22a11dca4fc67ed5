// Shows who else has the story open and in which field they are, and says where this person is.
import { announce, element, gettext, interpolate } from "./dom.js"
import { ask, Away, keeping, Refused } from "./sign-in.js"

const EVERY = 10_000
const AFTER_MOVING = 800

if (keeping?.dataset.presence) start(keeping.closest("form"), keeping.dataset.presence)

function start(form, address) {
  const person = Number(keeping.dataset.person)
  const bar = document.getElementById("people-here")
  let field = ""
  let timer = 0
  let said = ""
  let isTwice = false

  // The windows of one browser hear each other.
  const windows = new BroadcastChannel(`desk${address}`)
  windows.addEventListener("message", ({ data }) => {
    if (data === "who") windows.postMessage("me")
    isTwice = data !== "bye"
    meet()
  })
  windows.postMessage("who")
  addEventListener("pagehide", () => windows.postMessage("bye"))

  form.addEventListener("focusin", ({ target }) => {
    const entered = nameAt(target)
    if (!entered || entered === field) return
    field = entered
    clearTimeout(timer)
    timer = setTimeout(meet, AFTER_MOVING)
  })
  if (form.contains(document.activeElement)) field = nameAt(document.activeElement)
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && meet())
  addEventListener("pagehide", () => ask(address, { person, leaving: true }, { keepalive: true }).catch(() => {}))
  addEventListener("pageshow", (event) => event.persisted && meet())
  meet()

  async function meet() {
    clearTimeout(timer)
    timer = setTimeout(meet, EVERY)
    try {
      show(await ask(address, { person, field, base_version: Number(form.elements.base_version.value) }))
    } catch (problem) {
      if (problem instanceof Refused) {
        clearTimeout(timer)
        bar.hidden = false
        bar.replaceChildren(element("p", { className: "people-changed" }, gettext("You may no longer change this story. What you wrote is kept.")))
      } else if (!(problem instanceof Away)) throw problem
    }
  }

  function show({ others, changed_by: by }) {
    for (const mark of form.querySelectorAll(".person-here")) mark.remove()
    for (const marked of form.querySelectorAll(".is-somebodys")) marked.classList.remove("is-somebodys")
    const people = others.map((person) => {
      const place = placeOf(person.field)
      place?.classList.add("is-somebodys")
      place?.prepend(element("span", { className: "person-here" }, "✎ ", element("bdi", {}, person.name)))
      const where = place && labelOf(place, person.field)
      return element("li", {}, element("bdi", { className: "person-name" }, person.name), where && element("span", {}, " — ", where))
    })
    bar.replaceChildren(
      ...(isTwice ? [element("p", { className: "people-changed" }, gettext("You have this story open in another window too. Write in one of them: what is not saved is kept once."))] : []),
      ...(people.length ? [element("p", {}, gettext("Also in this story now:")), element("ul", {}, ...people)] : []),
      ...(by ? [element("p", { className: "people-changed" }, interpolate(gettext("%(name)s saved this story while you were writing. When you save, both changes are put together."), { name: by }))] : []),
    )
    bar.hidden = !bar.children.length
    const now = others.map(({ name }) => name).join("، ")
    if (now && now !== said) announce(`${gettext("Also in this story now:")} ${now}`)
    said = now
  }

  // The name of the field in which something stands; an editor and a search box stand for the field behind them.
  function nameAt(target) {
    if (target.name && form.elements[target.name] && !/^(submit|button)$/.test(target.type)) return target.name
    const cell = target.closest(".fieldBox, .form-row")
    return cell?.querySelector("textarea[name], input[name]:not([type=hidden]), select[name], input[name]")?.name ?? ""
  }

  function placeOf(name) {
    const found = name && form.elements[name]
    const control = found instanceof RadioNodeList ? found[0] : found
    return control?.closest?.(".fieldBox, .form-row") ?? null
  }

  function labelOf(place, name) {
    const label = place.querySelector(`label[for="id_${CSS.escape(name)}"], label, legend`)
    const group = place.closest(".desk-rows")?.querySelector(".inline-heading")
    return [group?.textContent, label?.textContent].filter(Boolean).map((text) => text.trim().replace(/:$/, "")).join(" · ")
  }
}
