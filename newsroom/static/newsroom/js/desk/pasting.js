// What is pasted from Word, Docs and web pages, as the body has it: without styles, with lists, and rows of tables as lines.
// All of it stays in a document of its own, in which nothing loads and no script runs.

const NUMBERED = /^\s*\(?[\p{Nd}\p{L}]{1,4}[.)-]/u
const BLOCKS = "p, h1, h2, h3, h4, h5, h6, ul, ol, blockquote, table, figure, hr, div, br"

export function pasted(html) {
  if (html.includes("data-pm-slice")) return html
  const page = new DOMParser().parseFromString(unstyled(html), "text/html").body
  for (const unread of page.querySelectorAll("script, template, title")) unread.remove()
  wordLists(page)
  for (const table of [...page.querySelectorAll("table")].reverse()) table.replaceWith(...[...table.rows].flatMap(lines))
  for (const each of page.querySelectorAll("*")) plain(each)
  return page.innerHTML.replaceAll(/<!--[\s\S]*?-->/g, "")
}

// Styles are read as data: the desk's rules for content apply none, and the browser would complain of each.
function unstyled(html) {
  return html
    .replaceAll(/<style[\s\S]*?<\/style>|<\/?o:p[^>]*>/gi, "")
    .replaceAll(/<[a-z][^>]*>/gi, (tag) => tag.replaceAll(/\sstyle\s*=/gi, " data-style="))
}

// Word writes items as paragraphs, with a bullet or a number typed before each.
function wordLists(page) {
  let list = null
  for (const item of page.querySelectorAll("[data-style*='mso-list' i]")) {
    if (!/mso-list:\s*l\d/i.test(item.dataset.style)) continue
    const marks = [...item.querySelectorAll("[data-style*='mso-list' i]")].filter((mark) => /mso-list:\s*ignore/i.test(mark.dataset.style))
    const name = NUMBERED.test(marks.map((mark) => mark.textContent).join("")) ? "ol" : "ul"
    for (const mark of marks) mark.remove()
    if (list?.localName !== name || list.nextElementSibling !== item) item.before((list = make(page, name)))
    list.append(make(page, "li", make(page, "p", ...item.childNodes)))
    item.remove()
  }
}

// The body has no tables: short cells stand in a line together, and longer ones as paragraphs of their own.
function lines(row) {
  const cells = [...row.cells].filter((cell) => cell.textContent.trim())
  const only = (cell) => (cell.children.length === 1 && cell.firstElementChild.localName === "p" ? cell.firstElementChild : cell)
  if (cells.length > 1 && cells.every((cell) => !only(cell).querySelector(BLOCKS))) {
    return [make(row, "p", ...cells.flatMap((cell, at) => [at ? " | " : "", ...only(cell).childNodes]))]
  }
  return cells.flatMap((cell) => (cell.querySelector(BLOCKS) ? [...cell.childNodes] : [make(row, "p", ...cell.childNodes)]))
}

// Bold and italic letters keep their meaning; the direction and the language are those of the field.
function plain(each) {
  const style = each.dataset?.style ?? ""
  if (each.localName === "b" && /font-weight:\s*(normal|[1-4]00)/i.test(style)) return each.replaceWith(...each.childNodes)
  if (/font-weight:\s*(bold|[6-9]00)/i.test(style)) each.dataset.bold = ""
  if (/font-style:\s*italic/i.test(style)) each.dataset.italic = ""
  for (const name of ["data-style", "lang", "dir"]) each.removeAttribute(name)
}

function make(near, name, ...children) {
  const made = near.ownerDocument.createElement(name)
  made.append(...children)
  return made
}
