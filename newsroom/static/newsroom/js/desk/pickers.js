// A field that holds a record's number becomes a field that is searched by words.
import { element, gettext } from "./dom.js"
import { name, picture, searchBox } from "./search-box.js"

equipAll(document)
document.addEventListener("formset:added", (event) => equipAll(event.target))

function equipAll(root) {
  for (const input of root.querySelectorAll("input.desk-picker")) {
    if (!input.id.includes("__prefix__") && !input.dataset.equipped) equip(input)
  }
}

function equip(input) {
  input.dataset.equipped = "yes"
  const { lookup, scope = "", label, detail, image, language, direction } = input.dataset
  const own = /\/article\/(\d+)\/change\//.exec(location.pathname)?.[1]
  const parameters = () => ({
    ...(scope ? { scope } : {}),
    ...(own && lookup.includes("/article/") ? { without: own } : {}),
  })
  const search = searchBox({ address: lookup, parameters, choose })
  const chosen = element("div", { className: "picked", hidden: true })
  const mark = document.querySelector(`label[for="${input.id}"]`)
  if (mark) {
    mark.htmlFor = search.box.id
    mark.id ||= `${search.box.id}-label`
    search.list.setAttribute("aria-labelledby", mark.id)
  }
  if (input.getAttribute("aria-describedby")) search.box.setAttribute("aria-describedby", input.getAttribute("aria-describedby"))
  if (input.getAttribute("aria-invalid")) search.box.setAttribute("aria-invalid", "true")
  const isEntered = document.activeElement === input
  input.before(element("div", { className: "picker" }, chosen, search.node))
  if (isEntered) search.box.focus()
  if (input.value && !/^\d+$/.test(input.value)) [search.box.value, input.value] = [input.value, ""]
  input.hidden = true
  if (input.value && label) show({ label, detail, image, language, direction })
  else if (input.value) fetchChosen()
  window.django?.jQuery(input).on("change", fetchChosen)

  function choose(result) {
    input.value = result.id
    show(result)
    input.dispatchEvent(new Event("input", { bubbles: true }))
    chosen.querySelector("button").focus()
  }

  function show(result) {
    const again = element("button", { type: "button", className: "picked-clear" }, gettext("Choose another"))
    again.addEventListener("click", () => {
      input.value = ""
      hideChosen()
      input.dispatchEvent(new Event("input", { bubbles: true }))
      search.box.focus()
    })
    const words = element("span", { className: "search-words" }, name(result), element("small", {}, result.detail || ""))
    chosen.replaceChildren(...[picture(result), words, again].filter(Boolean))
    chosen.hidden = false
    search.node.hidden = true
  }

  function hideChosen() {
    chosen.hidden = true
    search.node.hidden = false
  }

  async function fetchChosen() {
    if (!/^\d+$/.test(input.value)) return hideChosen()
    const answer = await fetch(`${lookup}?${new URLSearchParams({ id: input.value })}`, { credentials: "same-origin" })
    const [result] = answer.ok ? (await answer.json()).results : []
    if (result) show(result)
    else hideChosen()
  }
}
