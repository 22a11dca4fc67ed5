// A story's pictures one by one: swiping and Tab work without this; here are the arrow keys and the closer look.

const slides = document.querySelector(".slides")
const all = [...slides.children]
const isRightToLeft = getComputedStyle(slides).direction === "rtl"
const calm = matchMedia("(prefers-reduced-motion: reduce)")

function current() {
  const middle = slides.getBoundingClientRect().left + slides.clientWidth / 2
  return all.findIndex((slide) => {
    const { left, right } = slide.getBoundingClientRect()
    return left <= middle && middle <= right
  })
}

function go(at) {
  const slide = all[Math.min(Math.max(at, 0), all.length - 1)]
  slide.scrollIntoView({ behavior: calm.matches ? "instant" : "smooth", block: "nearest", inline: "center" })
  history.replaceState(null, "", `#${slide.id}`)
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, dialog")) return
  const [forward, back] = isRightToLeft ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"]
  const next = { [forward]: current() + 1, [back]: current() - 1, Home: 0, End: all.length - 1 }[event.key]
  if (event.key === "Escape") document.querySelector("[data-back]").click()
  if (next === undefined) return
  event.preventDefault()
  go(next)
})

for (const link of slides.querySelectorAll(".slide-way a")) {
  link.addEventListener("click", (event) => {
    event.preventDefault()
    go(all.indexOf(document.querySelector(link.hash)))
    slides.focus({ preventScroll: true })
  })
}

for (const link of slides.querySelectorAll("[data-zoom]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    look(link)
  })
}

// The whole file: fitted to the screen at first, at its own size after a click or Enter, scrolled to where was clicked.
function look(link) {
  const dialog = document.createElement("dialog")
  const close = document.createElement("button")
  const stage = document.createElement("button")
  const picture = new Image()
  dialog.className = "zoom"
  dialog.setAttribute("aria-label", link.querySelector("img").alt)
  close.type = stage.type = "button"
  close.className = "zoom-close"
  close.textContent = link.dataset.zoom
  stage.className = "zoom-stage"
  stage.setAttribute("aria-pressed", "false")
  picture.src = link.href
  picture.alt = link.querySelector("img").alt
  stage.append(picture)
  dialog.append(close, stage)
  close.addEventListener("click", () => dialog.close())
  stage.addEventListener("click", (event) => {
    const { left, top, width, height } = picture.getBoundingClientRect()
    const at = event.detail ? [(event.clientX - left) / width, (event.clientY - top) / height] : [0.5, 0.5]
    const isLarge = dialog.classList.toggle("is-large")
    stage.setAttribute("aria-pressed", String(isLarge))
    if (!isLarge) return
    const box = picture.getBoundingClientRect()
    dialog.scrollBy({ left: box.left + at[0] * box.width - innerWidth / 2, top: box.top + at[1] * box.height - innerHeight / 2 })
  })
  dialog.addEventListener("close", () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}
