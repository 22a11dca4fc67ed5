// Looks once a minute whether a live story has told more, and offers to show it: nothing moves under the reader's eyes.

{
  const EVERY = 60_000
  const section = document.querySelector('[data-live="on"]')
  const button = section?.querySelector(".live-new")
  let fresh = []

  async function look() {
    if (document.visibilityState !== "visible" || navigator.connection?.saveData) return
    try {
      const answer = await fetch(location.pathname)
      if (!answer.ok) return
      const page = new DOMParser().parseFromString(await answer.text(), "text/html")
      fresh = [...page.querySelectorAll(".update")].filter((update) => !document.getElementById(update.id))
      button.hidden = fresh.length === 0
      if (!page.querySelector('[data-live="on"]')) clearInterval(timer)
    } catch {
      // The line is down: the next look may succeed.
    }
  }

  function show() {
    const list = section.querySelector(".updates")
    if (!list) return location.reload()
    list.prepend(...fresh)
    button.hidden = true
    fresh[0].tabIndex = -1
    fresh[0].focus()
  }

  // Pages of earlier updates stay as they are.
  const timer = section && !location.search ? setInterval(look, EVERY) : 0
  button?.addEventListener("click", show)
}
