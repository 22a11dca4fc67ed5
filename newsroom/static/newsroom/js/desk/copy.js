// Buttons that copy a field into the clipboard.
import { announce, gettext } from "./dom.js"

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies)
  button.hidden = false
  button.addEventListener("click", async () => {
    field.select()
    try {
      await navigator.clipboard.writeText(field.value)
    } catch {
      announce(gettext("Copy the selected address with the keyboard or the menu."))
      return
    }
    button.textContent = gettext("Copied")
    announce(gettext("Copied"))
  })
}
