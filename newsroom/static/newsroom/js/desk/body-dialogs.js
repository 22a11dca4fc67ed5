// What the editor asks: an address, a picture of the library, a story.
import { announce, element, gettext } from "./dom.js"
import { name, picture, searchBox } from "./search-box.js"

function ask(title, fill) {
  return new Promise((resolve) => {
    let answer = null
    const form = element("form", { method: "dialog" }, element("h3", {}, title))
    const dialog = element("dialog", { className: "desk-dialog", "aria-label": title }, form)
    const done = (value) => {
      answer = value
      dialog.close()
    }
    fill(form, done)
    const cancel = element("button", { type: "button", className: "desk-button quiet" }, gettext("Cancel"))
    cancel.addEventListener("click", () => dialog.close())
    form.append(cancel)
    for (const kind of ["input", "change"]) dialog.addEventListener(kind, (event) => event.stopPropagation())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(answer)
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}

export function askAddress({ title, value, empty = false, link = false }) {
  return ask(title, (form, done) => {
    const box = element("input", { type: "text", inputmode: "url", dir: "ltr", value, required: !empty, "aria-label": gettext("Address") })
    const problem = element("p", { className: "errornote", role: "alert", hidden: true })
    form.append(box, problem, element("button", { type: "submit", className: "desk-button main" }, gettext("Insert")))
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      const address = box.value.trim()
      if (!address && empty) return done("")
      const fine = link ? /^(https?:\/\/[^\s/]+|mailto:[^\s]+|tel:[^\s]+|\/(?!\/)\S*|#\S+)/i.test(address) : isSecure(address)
      if (fine) return done(address)
      problem.hidden = false
      problem.textContent = link
        ? gettext("An address begins with https://, or with one slash for a page of this site.")
        : gettext("The address begins with https://.")
      box.focus()
    })
  })
}

function isSecure(address) {
  try {
    const url = new URL(address)
    return url.protocol === "https:" && url.hostname.includes(".") && !url.username
  } catch {
    return false
  }
}

export function askPicture(area) {
  return ask(gettext("Picture"), (form, done) => {
    const parameters = () => ({ language: area.lang })
    const search = searchBox({ address: area.dataset.images, parameters, choose: done, label: gettext("Search for a picture") })
    const library = area.dataset.images.replace(/lookup\/$/, "add/")
    form.append(search.node, element("p", {}, element("a", { href: library, target: "_blank" }, gettext("Add a picture to the library"))))
  })
}

// The numbers of a gallery's pictures, in order: chosen by searching, moved and taken out by buttons.
export function askGallery(area, numbers = "") {
  return ask(gettext("Picture gallery"), async (form, done) => {
    const chosen = element("ol", { className: "gallery-chosen", "aria-label": gettext("The pictures, in order") })
    const take = element("button", { type: "button", className: "desk-button main" }, gettext("Insert"))
    const search = searchBox({ address: area.dataset.images, parameters: () => ({ language: area.lang }), choose: add, label: gettext("Search for a picture") })
    take.addEventListener("click", () => done([...chosen.children].map((row) => row.dataset.id).join(",")))
    form.append(search.node, chosen, take)
    paint()
    for (const image of await pictures(area, numbers)) add(image)

    function add(image) {
      if (chosen.querySelector(`[data-id="${image.id}"]`)) return announce(gettext("This picture is in the gallery already."))
      const row = element("li", { "data-id": String(image.id) }, picture(image), name(image))
      const tools = [
        ["↑", gettext("Move up"), () => row.previousElementSibling?.before(row)],
        ["↓", gettext("Move down"), () => row.nextElementSibling?.after(row)],
        ["✕", gettext("Take out"), () => row.remove()],
      ]
      for (const [sign, label, run] of tools) {
        const button = element("button", { type: "button", "aria-label": `${label}: ${image.label}` }, sign)
        button.addEventListener("click", () => {
          run()
          paint()
          if (row.isConnected) button.focus()
          else search.box.focus()
        })
        row.append(button)
      }
      chosen.append(row)
      paint()
    }

    function paint() {
      take.disabled = !chosen.children.length
    }
  })
}

export async function pictures(area, numbers) {
  if (!numbers) return []
  const answer = await fetch(`${area.dataset.images}?${new URLSearchParams({ ids: numbers, language: area.lang })}`, { credentials: "same-origin" })
  return answer.ok ? (await answer.json()).results : []
}

export function askStory(area) {
  return ask(gettext("Related story"), (form, done) => {
    const own = /\/article\/(\d+)\/change\//.exec(location.pathname)?.[1]
    const parameters = () => (own ? { without: own } : {})
    form.append(searchBox({ address: area.dataset.stories, parameters, choose: done, label: gettext("Search for a story") }).node)
  })
}
