// Controls that Django's scripts draw get names that are read out: the boxes over the lists of tags, sources and authors
// that of the field for which they stand, the signs of calendars and clocks what they open.
const LISTS = "select.admin-autocomplete:not([name*=__prefix__])"

// One slip of the finger on the sign that empties a box would take every tag of a story.
for (const list of document.querySelectorAll(`${LISTS}[multiple]`)) list.dataset.allowClear = "false"

window.django?.jQuery(() => nameAll(document))
document.addEventListener("formset:added", (event) => nameAll(event.target))

// A name is typed at once into the box of one choice, which otherwise takes no letters until it is opened.
document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.(".select2-selection--single")
  if (!box || event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  window.django.jQuery(box.closest(".select2-container").previousElementSibling).select2("open")
  const field = document.querySelector(".select2-container--open .select2-search__field")
  if (!field) return
  field.value += event.key
  field.dispatchEvent(new Event("input", { bubbles: true }))
})

addEventListener("load", () => {
  for (const sign of document.querySelectorAll(".datetimeshortcuts a > [title]")) sign.parentElement.setAttribute("aria-label", sign.title.trim())
})

function nameAll(root) {
  for (const list of root.querySelectorAll(LISTS)) {
    const label = document.querySelector(`label[for="${list.id}"]`)
    const drawn = list.nextElementSibling
    if (!label || !drawn?.matches(".select2-container")) continue
    label.id ||= `${list.id}-label`
    for (const part of drawn.querySelectorAll(".select2-search__field, .select2-selection__rendered[role]")) part.setAttribute("aria-labelledby", label.id)
    const shown = drawn.querySelector(".select2-selection--single .select2-selection__rendered")
    drawn.querySelector(".select2-selection").setAttribute("aria-labelledby", [label.id, shown?.id].filter(Boolean).join(" "))
  }
}
