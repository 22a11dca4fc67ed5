// Turns the text areas of bodies into editors, each when it is first seen.
import { element, gettext } from "./dom.js"
import { extensionsFor, pasted } from "./body-nodes.js"
import { toolbar } from "./body-toolbar.js"

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
    content: area.value,
    editorProps: {
      transformPastedHTML: pasted,
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
  area.hidden = true
  mark?.addEventListener("click", () => editor.commands.focus())
  area.dispatchEvent(new CustomEvent("body-editor:ready", { bubbles: true, detail: { editor } }))
}

// What the editor holds, without the empty ends that are only there to be typed into.
export function written(html) {
  return html
    .replaceAll(/<span class="(?:caption|credit)"><\/span>/g, "")
    .replaceAll("<figcaption></figcaption>", "")
    .replace(/^(?:<p><\/p>)+|(?:<p><\/p>)+$/g, "")
}
