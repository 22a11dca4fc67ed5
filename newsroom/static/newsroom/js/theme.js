// The colours and the size of text that the reader chose, before the page is painted.
try {
  const { theme, size } = localStorage
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme
  if (size === "1" || size === "2") document.documentElement.dataset.size = size
} catch {
  // Storage is closed: the system's choices hold.
}
