// What a reader may do with a story: see how far it goes, take a quote along, print it.
// In a block of its own: scripts of a page share their names.

{
  const { quote, copied } = document.currentScript.dataset
  const article = document.querySelector(".story")
  const body = article.querySelector(".body")
  const status = document.querySelector("[data-status]")

  // A story counts as read when it has been in sight for a few seconds; a page loaded again counts once.
  const SECONDS = 4
  const kind = performance.getEntriesByType("navigation")[0]?.type

  if (article.dataset.read && kind !== "reload" && kind !== "back_forward") {
    let left = SECONDS
    const tick = setInterval(() => {
      if (document.visibilityState !== "visible" || document.prerendering || --left > 0) return
      clearInterval(tick)
      navigator.sendBeacon(article.dataset.read)
    }, 1000)
  }

  const progress = Object.assign(document.createElement("div"), { className: "progress" })
  progress.setAttribute("aria-hidden", "true")
  document.body.append(progress)
  let waiting = false

  function showProgress() {
    const { top, height } = body.getBoundingClientRect()
    const read = (innerHeight - top) / height
    progress.style.inlineSize = `${100 * Math.min(Math.max(read, 0), 1)}%`
    waiting = false
  }

  for (const moved of ["scroll", "resize"]) {
    addEventListener(moved, () => {
      if (!waiting) requestAnimationFrame(showProgress)
      waiting = true
    }, { passive: true })
  }

  // A quote is copied with its source by a button that comes with the selection; plain copying stays as it is.
  const SHORTEST = 8
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: quote })
  const tool = Object.assign(document.createElement("p"), { className: "quote-tool", hidden: true })
  let chosen = ""
  tool.append(button)
  body.after(tool)

  document.addEventListener("selectionchange", () => {
    const selection = getSelection()
    const text = selection.toString().trim()
    const isHere = selection.rangeCount > 0 && body.contains(selection.getRangeAt(0).commonAncestorContainer)
    if (isHere && text.length >= SHORTEST) {
      chosen = text
      tool.hidden = !navigator.clipboard
    } else {
      // A tap on the button may end the selection first.
      setTimeout(() => { tool.hidden = getSelection().toString().trim().length < SHORTEST }, 300)
    }
  })

  button.addEventListener("click", async () => {
    const [open, close] = document.documentElement.lang === "en" ? "“”" : "«»"
    await navigator.clipboard.writeText(`${open}${chosen}${close}\n${article.dataset.source}\n${article.dataset.link}`)
    button.textContent = status.textContent = copied
    setTimeout(() => {
      button.textContent = quote
      tool.hidden = true
    }, 2000)
  })

  for (const print of document.querySelectorAll("[data-print]")) {
    print.parentElement.hidden = false
    print.addEventListener("click", () => window.print())
  }

  // An animation moves unless its reader wants calm or few bytes, and always stops at a press (WCAG 2.2.2).
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches || navigator.connection?.saveData

  for (const link of article.querySelectorAll("picture + a.moving")) {
    const picture = link.previousElementSibling
    const shown = picture.querySelector("img")
    const sources = [...picture.querySelectorAll("source")]
    const still = shown.src
    const stopper = Object.assign(document.createElement("button"), { type: "button", className: "moving" })
    let moves = false

    function turn() {
      moves = !moves
      if (moves) for (const source of sources) source.remove()
      else picture.prepend(...sources)
      shown.src = moves ? link.href : still
      stopper.textContent = moves ? link.dataset.pause : link.textContent
    }

    stopper.addEventListener("click", turn)
    link.replaceWith(stopper)
    stopper.textContent = link.textContent
    if (!calm) turn()
  }
}
