// Many pictures by dropping them: each is sent by itself, with its progress; what is refused keeps none of the others out.
import { announce, element, gettext, interpolate } from "./dom.js"

const form = document.querySelector("form.upload")
const box = form.querySelector("input[type=file]")
const zone = form.querySelector("[data-drop]")
const list = form.querySelector("[data-uploads]")
const next = form.querySelector("[data-next]")
const taken = []
const waiting = []
let sending = 0

zone.append(element("p", { className: "upload-hint" }, gettext("Drop pictures here, or choose them. They are sent at once.")))
form.querySelector("button[type=submit]").hidden = true
box.required = false
box.addEventListener("change", () => {
  enqueue([...box.files])
  box.value = ""
})
form.addEventListener("submit", (event) => event.preventDefault())
for (const kind of ["dragenter", "dragover"]) zone.addEventListener(kind, (event) => drag(event, true))
for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, (event) => drag(event, false))
zone.addEventListener("drop", (event) => enqueue([...event.dataTransfer.files]))
window.addEventListener("beforeunload", (event) => (sending || waiting.length) && event.preventDefault())

function drag(event, over) {
  event.preventDefault()
  zone.classList.toggle("is-over", over)
}

function enqueue(files) {
  list.hidden = false
  for (const file of files) {
    const progress = element("progress", { max: 100, value: 0, "aria-label": file.name })
    const state = element("span", { className: "upload-state" }, gettext("waits"))
    const row = element("li", {}, element("span", { className: "upload-thumb" }), element("bdi", {}, file.name), progress, state)
    list.append(row)
    if (file.size <= Number(form.dataset.most)) waiting.push({ file, row, progress, state })
    else finish({ row, progress, state, file }, { refused: [{ name: file.name, text: form.dataset.tooLarge }] })
  }
  pump()
}

// One after the other: the server draws each picture anew.
function pump() {
  if (!sending && waiting.length) send(waiting.shift())
}

function send(job) {
  sending++
  const data = new FormData(form)
  data.set("pictures", job.file)
  const request = new XMLHttpRequest()
  request.open("POST", location.pathname)
  request.setRequestHeader("Accept", "application/json")
  request.responseType = "json"
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) job.progress.value = (95 * event.loaded) / event.total
    job.state.textContent = event.loaded < event.total ? gettext("being sent") : gettext("being checked")
  })
  request.addEventListener("loadend", () => {
    sending--
    finish(job, request.response)
    pump()
    if (!sending && !waiting.length) summary()
  })
  request.send(data)
}

function finish({ row, progress, state, file }, answer) {
  progress.hidden = true
  const [image] = answer?.added || []
  if (image) {
    taken.push(image.id)
    row.className = "is-taken"
    row.querySelector(".upload-thumb").append(element("img", { src: image.image, alt: "" }))
    state.replaceChildren(element("a", { href: image.url, target: "_blank" }, gettext("in the library")))
    return
  }
  row.className = "is-refused"
  const [problem] = answer?.refused || [{ text: gettext("That did not reach the server. Try again.") }]
  state.replaceChildren(plain(problem.text))
  if (problem.url) state.append(" ", element("a", { href: problem.url, target: "_blank" }, gettext("Show it")))
  else if (problem.name !== file.name) state.append(" ", retry(row, file))
}

function plain(html) {
  return new DOMParser().parseFromString(html, "text/html").body.textContent
}

function retry(row, file) {
  const button = element("button", { type: "button", className: "desk-button quiet" }, gettext("Try again"))
  button.addEventListener("click", () => {
    row.remove()
    enqueue([file])
    box.focus()
  })
  return button
}

function summary() {
  const refused = list.querySelectorAll(".is-refused").length
  announce(interpolate(gettext("%(taken)s taken in, %(refused)s not."), { taken: taken.length, refused }))
  if (!taken.length) return
  next.hidden = false
  next.className = "desk-button main"
  next.href = `${form.dataset.describe}?ids=${taken.join(",")}`
  next.textContent = interpolate(gettext("Describe the %(count)s pictures"), { count: taken.length })
}
