// Turns the text areas of bodies into editors, each when it is first seen.
import { element, gettext } from "./dom.js"
import { extensionsFor } from "./body-nodes.js"
import { toolbar } from "./body-toolbar.js"
import { pasted } from "./pasting.js"

// What of the window stands under the bars: the line that is written is kept out from under them.
const AROUND = 24
const height = (bar) => document.querySelector(bar)?.offsetHeight ?? 0
const hidden = {
  left: 5,
  right: 5,
  get top() {
    return AROUND + height(".language-bar") + height(".body-toolbar")
  },
  get bottom() {
    return AROUND + height(".desk-verbs")
  },
}

// Begun a screen ahead: on a phone the bare text would otherwise be seen first.
const seen = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      seen.unobserve(target)
      begin(target)
    }
  },
  { rootMargin: "900px 0px" },
)

watch(document)
document.addEventListener("formset:added", (event) => watch(event.target))

function watch(root) {
  for (const area of root.querySelectorAll("textarea[data-body-editor]")) {
    if (!area.id.includes("__prefix__")) seen.observe(area)
  }
}

async function begin(area) {
  let library
  try {
    library = await import(area.dataset.bodyEditor)
  } catch {
    return // The plain text area stays and can be used.
  }
  const frame = element("div", { className: "prose-editor body-editor" })
  area.before(frame)
  const mark = document.querySelector(`label[for="${area.id}"]`)
  if (mark) mark.id ||= `${area.id}_label`
  const editor = new library.Editor({
    element: frame,
    injectCSS: false,
    extensions: extensionsFor(library),
    content: paragraphs(area.value),
    editorProps: {
      transformPastedHTML: pasted,
      scrollThreshold: hidden,
      scrollMargin: hidden,
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        spellcheck: "true",
        lang: area.lang,
        dir: area.dir,
        ...(mark ? { "aria-labelledby": mark.id } : { "aria-label": gettext("Body") }),
      },
    },
    onUpdate({ editor }) {
      area.value = written(editor.getHTML())
      area.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  frame.prepend(toolbar(library, editor, area))
  if (document.activeElement === area) editor.commands.focus(placeAt(editor, area))
  area.hidden = true
  mark?.addEventListener("click", () => editor.commands.focus())
  area.dispatchEvent(new CustomEvent("body-editor:ready", { bubbles: true, detail: { editor } }))
}

// Words typed before there was an editor, a paragraph for each line; what has markup stays as it is.
function paragraphs(text) {
  if (!text || /<\/?[a-z]/i.test(text)) return text
  const lines = text.split("\n").filter((line, at, all) => line.trim() || at === all.length - 1)
  return lines.map((line) => element("p", {}, line).outerHTML).join("")
}

// Where in the editor the caret of the text area stands, after as many letters as there are before it.
function placeAt(editor, { value, selectionEnd }) {
  if (selectionEnd === value.length) return "end"
  let left = new DOMParser().parseFromString(paragraphs(value.slice(0, selectionEnd)), "text/html").body.textContent.length
  let place = "end"
  editor.state.doc.descendants((node, at) => {
    if (place !== "end" || !node.isText) return
    if (left <= node.text.length) place = at + left
    left -= node.text.length
  })
  return place
}

// What the editor holds, without the empty ends that are only there to be typed into.
export function written(html) {
  return html
    .replaceAll(/<span class="(?:caption|credit)"><\/span>/g, "")
    .replaceAll("<figcaption></figcaption>", "")
    .replace(/^(?:<p><\/p>)+|(?:<p><\/p>)+$/g, "")
}
