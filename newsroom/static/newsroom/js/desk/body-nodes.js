// The nodes of a body: what the server's cleaning knows, and nothing else.
import { pictures } from "./body-dialogs.js"
import { element, gettext } from "./dom.js"
import { picture } from "./search-box.js"

const outside = (href) => /^https?:/i.test(href || "")
const kept = (name, data) => ({
  default: null,
  parseHTML: (node) => node.getAttribute(data),
  renderHTML: (attributes) => (attributes[name] ? { [data]: attributes[name] } : {}),
})
const inImage = (name) => ({
  default: null,
  parseHTML: (node) => node.querySelector("img")?.getAttribute(name) ?? null,
  renderHTML: () => ({}),
})

export function extensionsFor(library) {
  const { Node, Mark, Extension } = library

  const Link = Mark.create({
    name: "link",
    inclusive: false,
    priority: 1000,
    addAttributes: () => ({ href: { default: null } }),
    parseHTML: () => [{ tag: "a[href]", getAttrs: (node) => /^(https?:|mailto:|tel:|\/|#)/i.test(node.getAttribute("href")) && null }],
    renderHTML: ({ HTMLAttributes: { href } }) => ["a", { href, ...(outside(href) ? { rel: "noopener" } : {}) }, 0],
  })

  const Foreign = Mark.create({
    name: "foreign",
    addAttributes: () => ({ lang: { default: null }, dir: { default: null } }),
    parseHTML: () => [{ tag: "span[lang]" }, { tag: "span[dir]" }],
    renderHTML: ({ HTMLAttributes: { lang, dir } }) => ["span", { ...(lang && { lang }), ...(dir && { dir }) }, 0],
  })

  const PullQuote = Node.create({
    name: "pullQuote",
    group: "block",
    content: "paragraph+",
    defining: true,
    parseHTML: () => [{ tag: "aside.pull-quote", priority: 60 }],
    renderHTML: () => ["aside", { class: "pull-quote" }, 0],
  })

  const FactBox = Node.create({
    name: "factBox",
    group: "block",
    content: "heading? (paragraph | bulletList | orderedList)+",
    defining: true,
    isolating: true,
    parseHTML: () => [{ tag: "aside.fact-box", priority: 60 }],
    renderHTML: () => ["aside", { class: "fact-box" }, 0],
  })

  const slot = (name, kind, hint) =>
    Node.create({
      name,
      content: "text*",
      marks: "bold italic link foreign",
      isolating: true,
      parseHTML: () => [{ tag: `span.${kind}`, priority: 70 }],
      renderHTML: () => ["span", { class: kind, "data-hint": hint }, 0],
      addNodeView: () => () => {
        const dom = element("span", { className: kind, "data-hint": hint })
        return { dom, contentDOM: dom }
      },
    })
  const Caption = slot("figCaption", "caption", gettext("Caption"))
  const Credit = slot("figCredit", "credit", gettext("Credit"))

  const Figure = Node.create({
    name: "newsFigure",
    group: "block",
    content: "figCaption figCredit",
    isolating: true,
    draggable: true,
    addAttributes: () => ({
      image: kept("image", "data-image"),
      src: inImage("src"),
      alt: inImage("alt"),
      width: inImage("width"),
      height: inImage("height"),
    }),
    parseHTML: () => [{ tag: "figure.news-figure[data-image]", contentElement: captionsOf, priority: 60 }],
    renderHTML: ({ node: { attrs: { src, alt, width, height } }, HTMLAttributes }) => [
      "figure",
      { class: "news-figure", ...HTMLAttributes },
      ["img", { src, alt: alt || "", ...(width && { width }), ...(height && { height }) }],
      ["figcaption", {}, 0],
    ],
  })

  const card = (name, kind, attribute, data, show) =>
    Node.create({
      name,
      group: "block",
      atom: true,
      draggable: true,
      addAttributes: () => ({ [attribute]: kept(attribute, data) }),
      parseHTML: () => [{ tag: `div.${kind}[${data}]`, priority: 60 }],
      renderHTML: ({ HTMLAttributes }) => ["div", { class: kind, ...HTMLAttributes }],
      addNodeView: () => ({ node }) => {
        const dom = element("div", { className: `body-card body-${kind}` })
        show(dom, node.attrs[attribute])
        return { dom }
      },
    })
  const StoryCard = card("storyCard", "story-card", "article", "data-article", showStory)
  const Embed = card("embed", "embed", "url", "data-url", (dom, url) =>
    dom.append(element("small", {}, gettext("Link card")), element("bdi", { dir: "ltr" }, url)),
  )

  const Gallery = Node.create({
    name: "gallery",
    group: "block",
    atom: true,
    draggable: true,
    addAttributes: () => ({ images: kept("images", "data-images") }),
    parseHTML: () => [{ tag: "div.gallery[data-images]", priority: 60 }],
    renderHTML: ({ HTMLAttributes }) => ["div", { class: "gallery", ...HTMLAttributes }],
    addNodeView: () => ({ node, editor, getPos }) => {
      const dom = element("div", { className: "body-card body-gallery" })
      showGallery(dom, node.attrs.images, () => editor.emit("desk:gallery", { at: getPos(), images: node.attrs.images }))
      return { dom, stopEvent: (event) => Boolean(event.target.closest("button")) }
    },
  })

  const Voice = Extension.create({
    name: "deskKeys",
    addKeyboardShortcuts() {
      return { "Mod-k": () => this.editor.emit("desk:link") || true }
    },
  })

  return [
    library.Document,
    library.Paragraph,
    library.Text,
    library.Heading.configure({ levels: [2, 3] }),
    library.Bold.extend({ parseHTML: meaning("bold") }),
    library.Italic.extend({ parseHTML: meaning("italic") }),
    library.Subscript,
    library.Superscript,
    library.BulletList,
    library.OrderedList.configure({ enableListAttributes: false }),
    library.ListItem,
    library.Blockquote,
    library.HardBreak,
    library.HorizontalRule,
    library.History,
    library.Dropcursor,
    library.Gapcursor,
    library.TrailingNode,
    Link,
    Foreign,
    PullQuote,
    FactBox,
    Caption,
    Credit,
    Figure,
    StoryCard,
    Embed,
    Gallery,
    Voice,
  ]
}

function meaning(name) {
  return function parseHTML() {
    return [...this.parent(), { tag: `span[data-${name}]` }]
  }
}

// Both slots of a caption, whatever the stored figure has of them.
function captionsOf(figure) {
  const stored = figure.querySelector("figcaption")
  const captions = document.createElement("figcaption")
  for (const kind of ["caption", "credit"]) {
    captions.append(stored?.querySelector(`span.${kind}`)?.cloneNode(true) ?? element("span", { className: kind }))
  }
  return captions
}

async function showStory(dom, number) {
  const headline = element("bdi", {}, `#${number}`)
  dom.append(element("small", {}, gettext("Read also")), headline)
  const address = document.querySelector("textarea[data-stories]")?.dataset.stories
  if (!address) return
  const answer = await fetch(`${address}?${new URLSearchParams({ id: number })}`, { credentials: "same-origin" })
  const [story] = answer.ok ? (await answer.json()).results : []
  headline.textContent = story ? story.label : gettext("This story is not here any more.")
  if (story) Object.assign(headline, { lang: story.language, dir: story.direction })
}

async function showGallery(dom, numbers, change) {
  const strip = element("span", { className: "body-gallery-strip" })
  const button = element("button", { type: "button", className: "desk-button" }, gettext("Change the gallery"))
  button.addEventListener("click", change)
  dom.append(element("small", {}, gettext("Picture gallery")), strip, button)
  const area = document.querySelector("textarea[data-images]")
  if (area) strip.append(...(await pictures(area, numbers)).map(picture))
}
