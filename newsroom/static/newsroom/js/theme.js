// The colours that the reader chose, before the page is painted.
try {
  const chosen = localStorage.getItem("theme")
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen
} catch {
  // Storage is closed: the system's colours hold.
}
