// Says beside the buttons that the text has run before, and opens both side by side.
import { announce, element, gettext } from "./dom.js"

let told = ""

export function showCopies(copies, { form, written }) {
  const box = document.getElementById("desk-copies")
  if (!box) return
  const lines = copies.map((copy) => {
    const look = element("button", { type: "button" }, gettext("What is new"))
    look.addEventListener("click", () => compare(box.dataset.compare.replace("/0/", `/${copy.id}/`), form, written()))
    return element("p", { className: `copy-${copy.level}` }, element("strong", {}, copy.message), " ", look)
  })
  box.querySelector("#desk-copies-told").replaceChildren(...lines)
  box.hidden = !lines.length
  const said = copies.map(({ id }) => id).join()
  if (said && said !== told) announce(copies[0].message)
  told = said
}

// The text as it stands, unsaved, goes to a page in a window of its own.
function compare(address, form, data) {
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
  const sent = element("form", { method: "post", action: address, target: "_blank", hidden: true })
  for (const [name, value] of data) {
    const area = element("textarea", { name })
    area.value = value
    sent.append(area)
  }
  document.body.append(sent)
  sent.submit()
  sent.remove()
}
