// The editor's buttons, in the desk's language.
import { element, gettext, roving } from "./dom.js"
import { askAddress, askGallery, askPicture, askStory } from "./body-dialogs.js"

const paragraph = (text = "") => ({ type: "paragraph", content: text ? [{ type: "text", text }] : [] })

export function toolbar(library, editor, area) {
  const chain = () => editor.chain().focus()
  const groups = [
    [
      button("title", gettext("Heading"), () => chain().toggleHeading({ level: 2 }).run(), ["heading", { level: 2 }], "2"),
      button("title", gettext("Smaller heading"), () => chain().toggleHeading({ level: 3 }).run(), ["heading", { level: 3 }], "3"),
    ],
    [
      button("format_bold", gettext("Bold"), () => chain().toggleBold().run(), ["bold"]),
      button("format_italic", gettext("Italic"), () => chain().toggleItalic().run(), ["italic"]),
      button("link", gettext("Link"), link, ["link"]),
    ],
    [
      button("format_list_bulleted", gettext("List"), () => chain().toggleBulletList().run(), ["bulletList"]),
      button("format_list_numbered", gettext("Numbered list"), () => chain().toggleOrderedList().run(), ["orderedList"]),
      button("format_quote", gettext("Quotation"), () => chain().toggleBlockquote().run(), ["blockquote"]),
    ],
    [
      button("add_photo_alternate", gettext("Picture"), insertPicture),
      button("photo_library", gettext("Picture gallery"), insertGallery),
      button("campaign", gettext("Pull quote"), () => insert({ type: "pullQuote", content: [paragraph(selected())] }, 2)),
      button("fact_check", gettext("Fact box"), () =>
        insert({ type: "factBox", content: [{ type: "heading", attrs: { level: 3 } }, paragraph(selected())] }, 2),
      ),
      button("article", gettext("Related story"), insertStory),
      button("add_link", gettext("Link card"), insertEmbed),
      button("horizontal_rule", gettext("Dividing line"), () => insert({ type: "horizontalRule" })),
    ],
    [
      button("undo", gettext("Undo"), () => chain().undo().run()),
      button("redo", gettext("Redo"), () => chain().redo().run()),
    ],
  ]
  const bar = element("div", { className: "body-toolbar", role: "toolbar", "aria-label": gettext("Body") })
  bar.append(...groups.map((each) => element("div", { className: "body-toolbar-group", role: "group" }, ...each)))
  const all = [...bar.querySelectorAll("button")]
  roving(bar, () => all)
  editor.on("transaction", paint)
  editor.on("desk:link", link)
  editor.on("desk:gallery", changeGallery)
  paint()
  return bar

  function button(icon, label, run, active = null, level = "") {
    const made = element("button", { type: "button", title: label, "aria-label": label, "data-icon": icon })
    made.append(element("span", { className: "material-icons", "aria-hidden": "true" }, icon))
    if (level) made.dataset.level = level
    made.addEventListener("mousedown", (event) => event.preventDefault())
    made.addEventListener("click", run)
    made.isOn = active && (() => editor.isActive(...active))
    return made
  }

  function paint() {
    for (const each of all) if (each.isOn) each.setAttribute("aria-pressed", String(each.isOn()))
  }

  function selected() {
    const { from, to } = editor.state.selection
    return editor.state.doc.textBetween(from, to, " ")
  }

  // After the block of the body in which the caret stands, never inside or instead of it; an empty paragraph gives way.
  // `inside` is where the caret goes in the new node; without it the node itself is chosen.
  function insert(node, inside = 0) {
    const { start, end, empty } = blockAtCaret()
    const at = empty ? start : end
    const added = chain().insertContentAt(empty ? { from: start, to: end } : end, node, { updateSelection: false })
    if (inside) added.setTextSelection(at + inside).run()
    else added.setNodeSelection(at).run()
  }

  function blockAtCaret() {
    const { $from, $to, node } = editor.state.selection
    if ($to.depth) {
      const block = $to.node(1)
      return { start: $to.before(1), end: $to.after(1), empty: block.type.name === "paragraph" && !block.content.size }
    }
    const end = node ? $from.pos + node.nodeSize : $to.pos
    return { start: end, end, empty: false }
  }

  async function link() {
    const { href = "" } = editor.getAttributes("link")
    const address = await askAddress({ title: gettext("Link"), value: href, empty: true, link: true })
    if (address === null) return
    const marked = chain().extendMarkRange("link")
    if (!address) marked.unsetMark("link").run()
    else if (editor.state.selection.empty && !href) {
      chain().insertContent({ type: "text", text: address, marks: [{ type: "link", attrs: { href: address } }] }).run()
    } else marked.setMark("link", { href: address }).run()
  }

  async function insertPicture() {
    const image = await askPicture(area)
    if (!image) return
    const text = (words) => (words ? [{ type: "text", text: words }] : [])
    insert({
      type: "newsFigure",
      attrs: { image: String(image.id), src: image.image, alt: image.alt, width: String(image.width), height: String(image.height) },
      content: [
        { type: "figCaption", content: text(image.caption) },
        { type: "figCredit", content: text(image.credit) },
      ],
    }, 2)
  }

  async function insertGallery() {
    const images = await askGallery(area)
    if (images) insert({ type: "gallery", attrs: { images } })
  }

  async function changeGallery({ at, images }) {
    const chosen = await askGallery(area, images)
    if (chosen) chain().setNodeSelection(at).updateAttributes("gallery", { images: chosen }).run()
  }

  async function insertStory() {
    const story = await askStory(area)
    if (story) insert({ type: "storyCard", attrs: { article: String(story.id) } })
  }

  async function insertEmbed() {
    const url = await askAddress({ title: gettext("Link card"), value: "https://" })
    if (url) insert({ type: "embed", attrs: { url } })
  }
}
