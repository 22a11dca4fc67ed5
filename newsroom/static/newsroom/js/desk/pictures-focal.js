// The focal point, picked on the picture: by pointing, by arrow keys, or as suggested. The numbers stay the fields.
import { announce, element, gettext, interpolate } from "./dom.js"

const frame = document.querySelector("[data-focal]")
const fields = ["id_focal_x", "id_focal_y"].map((id) => document.getElementById(id))
if (frame && fields.every(Boolean)) begin(frame, fields)

function begin(frame, [across, down]) {
  const picture = frame.querySelector(".focal-picture img")
  const crops = [...frame.querySelectorAll(".focal-crop img")]
  const point = element("button", { type: "button", className: "focal-point", "aria-describedby": "focal-keys" })
  const keys = element("p", { id: "focal-keys", className: "help", dir: document.documentElement.dir }, gettext("Click what must not be cut off, or move the point with the arrow keys."))
  frame.querySelector(".focal-picture").append(point)
  frame.append(keys)
  if (frame.dataset.suggested) addSuggestion(frame.dataset.suggested.split(" ").map(Number))
  for (const field of [across, down]) field.addEventListener("input", paint)
  picture.addEventListener("load", paint)
  picture.addEventListener("click", (event) => {
    const { left, top, width, height } = picture.getBoundingClientRect()
    move((event.clientX - left) / width, (event.clientY - top) / height)
    point.focus()
  })
  point.addEventListener("keydown", (event) => {
    const by = event.shiftKey ? 0.1 : 0.01
    const [dx, dy] = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[event.key] || []
    if (dx === undefined) return
    event.preventDefault()
    move(Number(across.value) + dx, Number(down.value) + dy)
  })
  for (const crop of crops) if (picture.src) crop.src = picture.src
  document.getElementById("id_file")?.addEventListener("change", showChosen)
  paint()

  function move(x, y) {
    for (const [field, value] of [[across, x], [down, y]]) {
      field.value = Math.min(Math.max(value, 0), 1).toFixed(2)
      field.dispatchEvent(new Event("input", { bubbles: true }))
    }
    announce(words())
  }

  function words() {
    const percent = (field) => `${Math.round(Number(field.value) * 100)}%`
    return interpolate(gettext("Focal point: %(across)s from the left, %(down)s from the top"), { across: percent(across), down: percent(down) })
  }

  function paint() {
    const [x, y] = [Number(across.value) || 0, Number(down.value) || 0]
    point.style.left = `${x * 100}%`
    point.style.top = `${y * 100}%`
    point.setAttribute("aria-label", words())
    for (const crop of crops) place(crop, x, y)
  }

  // As the server cuts: the point as near the middle as the edges allow.
  function place(crop, x, y) {
    const { clientWidth: boxWidth, clientHeight: boxHeight } = crop
    const shape = picture.naturalWidth / picture.naturalHeight
    if (!shape || !boxHeight) return
    const scale = Math.max(boxWidth / shape, boxHeight)
    const at = (value, whole, part) => (whole - part < 1 ? 50 : Math.min(Math.max((value * whole - part / 2) / (whole - part), 0), 1) * 100)
    crop.style.objectPosition = `${at(x, scale * shape, boxWidth)}% ${at(y, scale, boxHeight)}%`
  }

  function addSuggestion([x, y]) {
    const take = element("button", { type: "button", className: "desk-button" }, gettext("Take the suggested point"))
    take.addEventListener("click", () => move(x, y))
    frame.append(element("p", { dir: document.documentElement.dir }, take))
  }

  // The file that was just chosen, before it is sent; a kind that the browser cannot show stays hidden.
  function showChosen(event) {
    const [file] = event.target.files
    if (!file) return
    const address = URL.createObjectURL(file)
    picture.addEventListener("error", () => (frame.hidden = true), { once: true })
    frame.hidden = false
    for (const each of [picture, ...crops]) each.src = address
  }
}
