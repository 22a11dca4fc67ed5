// Tags that the text speaks of, offered under the field of the tags.
import { announce, element, gettext, interpolate, ngettext } from "./dom.js"
import { beSignedIn } from "./sign-in.js"

export function tagPanel(form) {
  const select = form.elements.tags
  const row = select?.closest(".form-row")
  if (!row) return () => {}
  const chips = element("ul", { className: "tag-chips" })
  const heading = element("h3", { id: "tag-chips-heading" }, gettext("Suggested tags"))
  const place = element("div", { className: "tag-suggestions", role: "group", "aria-labelledby": heading.id, hidden: true }, heading, chips)
  row.append(place)

  // What a new tag is to stand for, by its name: chosen before it is made, and kept when fresh suggestions come.
  const kinds = new Map()

  return function show({ tags = [], new_tags: fresh = [], tag_kinds: offered = [], language }) {
    const has = (id) => [...select.selectedOptions].some((option) => option.value === String(id))
    const known = tags.filter(({ choices }) => !choices.some(({ id }) => has(id)))
    keepingFocus(() => chips.replaceChildren(...known.map(chip), ...fresh.map((term) => newChip(term, language, offered))))
    place.hidden = !chips.children.length
  }

  // Fresh suggestions come while somebody goes through them by the keyboard: the same one, or the one in its place, stays focused.
  function keepingFocus(replace) {
    const focused = chips.contains(document.activeElement) ? document.activeElement : null
    const before = [...chips.querySelectorAll("button, select")]
    replace()
    if (!focused) return
    const now = [...chips.querySelectorAll("button, select")]
    const same = now.find((button) => nameOf(button) === nameOf(focused))
    ;(same || now[Math.min(before.indexOf(focused), now.length - 1)] || row.querySelector(".select2-search__field") || select).focus()
  }

  function nameOf(control) {
    return control.getAttribute("aria-label") ?? control.querySelector("bdi").textContent
  }

  function chip(tag) {
    const ambiguous = tag.choices.length > 1
    const why =
      tag.origin === "like_stories"
        ? interpolate(ngettext("on %(count)s story like this one", "on %(count)s stories like this one", tag.count), { count: tag.count })
        : interpolate(ngettext("%(count)s time in the text", "%(count)s times in the text", tag.count), { count: tag.count })
    const buttons = tag.choices.map((choice) => {
      const made = element("button", { type: "button", title: why }, "+ ", element("bdi", {}, choice.name), " ", element("small", {}, ambiguous ? choice.kind : `${choice.kind} · ${why}`))
      made.addEventListener("click", () => take(choice, made))
      return made
    })
    if (!ambiguous) return element("li", {}, ...buttons)
    const question = interpolate(gettext("Which one is “%(written)s”?"), { written: tag.written || tag.choices[0].name })
    return element("li", { className: "tag-question", role: "group", "aria-label": question }, element("span", {}, question), ...buttons)
  }

  function newChip(term, language, offered) {
    const why = interpolate(ngettext("in %(count)s story", "in %(count)s stories", term.stories), { count: term.stories })
    const made = element("button", { type: "button", className: "tag-new" }, element("span", {}, gettext("New tag:"), " "), element("bdi", {}, term.name), " ", element("small", {}, why))
    made.addEventListener("click", async () => {
      made.disabled = true
      const data = new FormData()
      data.set("name", term.name)
      data.set("language", language)
      data.set("kind", kind.value)
      let answer = await sent(data).catch(() => null)
      if (answer?.redirected) answer = await beSignedIn().then(() => sent(data)).catch(() => null)
      const told = answer ? await answer.json().catch(() => ({})) : {}
      if (answer?.ok && told.id) return take(told, made)
      made.disabled = false
      announce(told.error || gettext("The tag was not made. Try again."))
      made.querySelector("small").textContent = told.error || gettext("The tag was not made. Try again.")
    })
    const kind = element("select", { "aria-label": interpolate(gettext("Kind of the new tag “%(name)s”"), { name: term.name }) })
    kind.append(...offered.map(([value, label]) => new Option(label, value)))
    kind.value = kinds.get(term.name) ?? "topic"
    kind.addEventListener("change", () => kinds.set(term.name, kind.value))
    return element("li", { className: "tag-offer" }, made, kind)
  }

  function sent(data) {
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
    const address = new URL("../../tag/new/", new URL(document.getElementById("related-suggestions").dataset.address, location.href))
    return fetch(address, { method: "POST", body: data, credentials: "same-origin" })
  }

  function take({ id, name }, button) {
    const option = [...select.options].find(({ value }) => value === String(id)) || select.appendChild(new Option(name, id))
    option.selected = true
    const item = button.closest("li")
    const next = item.nextElementSibling || item.previousElementSibling
    item.remove()
    place.hidden = !chips.children.length
    ;(next?.querySelector("button") || row.querySelector(".select2-search__field") || select).focus()
    select.dispatchEvent(new Event("input", { bubbles: true }))
    window.django.jQuery(select).trigger("change")
    announce(interpolate(gettext("Tag added: %(name)s"), { name }))
  }
}
