/* Rich texts in forms: links to the web and to records, pasting from word processors, names of buttons.
   Without it, the text area takes plain text. */
import { Extension, Link, Plugin } from "django-prose-editor/editor"

const AREAS = "textarea[data-html]"
const ADDRESS = /^(https?:\/\/[^\s/@]+([/?#]\S*)?|mailto:[^\s@]+@[^\s@]+|tel:\+?[0-9.-]+|\/(?![/\\])\S*|#\S+)$/i
const RECORD = /^register:[a-z_]+\.[a-z_]+:[0-9a-f-]{36}$/
const PAUSE = 200

// The editor would add its own style sheet inline, which the policy forbids, unless it finds one: this is none,
// being no element of HTML. What it would have said is in desk/rich.css.
const none = document.createElementNS("urn:none", "style")
none.setAttribute("data-tiptap-style", "")
document.head.append(none)

for (const area of document.querySelectorAll(AREAS)) {
    area.value = area.dataset.html
}

const wordsOf = (editor) => JSON.parse(areaOf(editor).dataset.words)
const areaOf = (editor) => editor.view.dom.closest(".prose-editor").querySelector(AREAS)

const element = (tag, attributes = {}, children = []) => {
    const made = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) {
        made.setAttribute(name, value)
    }
    made.append(...children)
    return made
}

/* Links */

class LinkDialog {
    constructor(editor) {
        this.editor = editor
        this.words = wordsOf(editor)
        this.records = areaOf(editor).dataset.records
        this.current = editor.getAttributes("link").href || ""
        this.options = []
        this.build()
    }

    build() {
        const { words } = this
        this.input = element("input", {
            type: "text", id: "desk-link", role: "combobox", autocomplete: "off", "aria-expanded": "false",
            "aria-controls": "desk-link-list", "aria-autocomplete": "list", "aria-describedby": "desk-link-help",
        })
        this.list = element("ul", { id: "desk-link-list", role: "listbox", "aria-label": words.found })
        this.said = element("p", { role: "status", class: "desk-link-said" })
        const apply = element("button", { type: "button", class: "default" }, [words.apply])
        const close = element("button", { type: "button" }, [words.cancel])
        this.dialog = element("dialog", { class: "desk-link", "aria-labelledby": "desk-link-title" }, [
            element("h2", { id: "desk-link-title" }, [words.linkTitle]),
            element("label", { for: "desk-link" }, [words.linkLabel]),
            this.input,
            element("p", { id: "desk-link-help", class: "help" }, [words.linkHelp]),
            this.list,
            this.said,
            element("div", { class: "desk-link-buttons" }, [apply, close]),
        ])
        this.input.value = RECORD.test(this.current) ? "" : this.current
        this.input.addEventListener("input", () => this.search())
        this.input.addEventListener("keydown", (event) => this.key(event))
        apply.addEventListener("click", () => this.accept())
        close.addEventListener("click", () => this.dialog.close())
        this.dialog.addEventListener("close", () => {
            this.dialog.remove()
            this.editor.commands.focus()
        })
        document.body.append(this.dialog)
        this.dialog.showModal()
        this.input.focus()
        if (RECORD.test(this.current)) {
            this.load(`cle=${encodeURIComponent(this.current)}`).then((found) => {
                this.said.textContent = `${words.linkTo} ${found.length ? found[0].title : this.current}`
            })
        }
    }

    async load(query) {
        const language = areaOf(this.editor).lang
        const response = await fetch(`${this.records}?${query}&langue=${language}`, { headers: { Accept: "application/json" } })
        return response.ok ? (await response.json()).records : []
    }

    search() {
        clearTimeout(this.timer)
        const asked = this.input.value.trim()
        this.show([])
        this.said.textContent = ""
        if (asked.length < 2 || ADDRESS.test(asked) || /^https?:/i.test(asked)) {
            return
        }
        this.timer = setTimeout(async () => {
            const found = await this.load(`q=${encodeURIComponent(asked)}`)
            if (asked === this.input.value.trim()) {
                this.show(found)
                this.said.textContent = found.length ? "" : this.words.none
            }
        }, PAUSE)
    }

    show(found) {
        this.options = found
        this.chosen = -1
        this.list.replaceChildren(...found.map((record, number) => {
            const option = element("li", { role: "option", id: `desk-link-${number}`, "aria-selected": "false" }, [
                element("strong", {}, [record.title]),
                element("small", {}, [`${record.type} · ${record.reference} · ${record.state}`]),
            ])
            option.addEventListener("click", () => this.link(record.href, record.title))
            return option
        }))
        this.input.setAttribute("aria-expanded", String(found.length > 0))
        this.input.removeAttribute("aria-activedescendant")
    }

    key(event) {
        if (event.key === "Enter") {
            event.preventDefault()
            this.accept()
        } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && this.options.length) {
            event.preventDefault()
            this.choose(this.chosen + (event.key === "ArrowDown" ? 1 : -1))
        }
    }

    choose(number) {
        const count = this.options.length
        this.chosen = (number + count) % count
        for (const [place, option] of [...this.list.children].entries()) {
            option.setAttribute("aria-selected", String(place === this.chosen))
        }
        const active = this.list.children[this.chosen]
        active.scrollIntoView({ block: "nearest" })
        this.input.setAttribute("aria-activedescendant", active.id)
    }

    accept() {
        const asked = this.input.value.trim()
        if (this.chosen >= 0) {
            const record = this.options[this.chosen]
            this.link(record.href, record.title)
        } else if (ADDRESS.test(asked)) {
            this.link(asked, asked)
        } else {
            this.said.textContent = this.words.wrong
        }
    }

    link(href, text) {
        const { editor } = this
        this.dialog.close()
        const chain = editor.chain().focus()
        if (editor.isActive("link")) {
            chain.extendMarkRange("link").setMark("link", { href }).run()
        } else if (editor.state.selection.empty) {
            chain.insertContent({ type: "text", text, marks: [{ type: "link", attrs: { href } }] }).run()
        } else {
            chain.setMark("link", { href }).run()
        }
    }
}

export const RegisterLink = Link.extend({
    addOptions() {
        return {
            ...this.parent?.(),
            enableTarget: false,
            autolink: false,
            linkOnPaste: true,
            isAllowedUri: (href) => ADDRESS.test(href) || RECORD.test(href),
        }
    },

    addAttributes() {
        return { href: { default: null, parseHTML: (node) => node.getAttribute("href") } }
    },

    addMenuItems({ menu, buttons }) {
        menu.defineItem({
            name: "link",
            groups: "link",
            command: (editor) => new LinkDialog(editor),
            button: buttons.material("insert_link"),
            active: (editor) => editor.isActive("link"),
        })
        menu.defineItem({
            name: "unlink",
            groups: "link",
            command: (editor) => editor.chain().focus().extendMarkRange("link").unsetLink().run(),
            button: buttons.material("link_off"),
            hidden: (editor) => !editor.isActive("link"),
        })
        menu.defineItem({
            name: "quote",
            groups: "quotes",
            command: (editor) => editor.chain().focus().toggleBlockquote().run(),
            button: buttons.material("format_quote"),
            active: (editor) => editor.isActive("blockquote"),
        })
    },

    addKeyboardShortcuts() {
        return {
            "Mod-k": ({ editor }) => Boolean(new LinkDialog(editor)),
        }
    },
})

/* Pasting: what Word and LibreOffice put on the clipboard, without its clothes. The server cleans again. */

// Parsed as they are, style sheets and attributes would be reported by the policy, one by one.
const inert = (html) => html
    .replace(/<style\b[\s\S]*?(<\/style\s*>|$)/gi, "")
    .replace(/(\s)style(\s*=)/gi, "$1data-style$2")

const styleOf = (node) => node.getAttribute("data-style") || ""

const level = (node) => {
    const found = /mso-list:\s*l\d+\s+level(\d)/i.exec(styleOf(node))
    return found ? Number(found[1]) : 0
}

const withoutClothes = (html) => {
    const page = document.createElement("template")
    page.innerHTML = inert(html)
    const comments = document.createTreeWalker(page.content, NodeFilter.SHOW_COMMENT)
    const gone = [...page.content.querySelectorAll("style, script, meta, link, title, xml, img")]
    while (comments.nextNode()) {
        gone.push(comments.currentNode)
    }
    gone.forEach((node) => node.remove())
    listsOf(page.content)
    for (const node of page.content.querySelectorAll("*")) {
        const isBold = /font-weight:\s*(bold|[6-9]00)/i.test(styleOf(node))
        for (const { name } of [...node.attributes]) {
            if (!["href", "colspan", "rowspan", "start"].includes(name)) {
                node.removeAttribute(name)
            }
        }
        if (node.localName === "span" && isBold) {
            rename(node, "strong")
        } else if (["h1", "h4", "h5", "h6"].includes(node.localName)) {
            rename(node, node.localName === "h1" ? "h2" : "h3")
        } else if (["p", "h2", "h3"].includes(node.localName) && !node.textContent.trim() && !node.closest("td, th")) {
            node.remove()
        }
    }
    return page.innerHTML
}

const rename = (node, tag) => {
    const renamed = node.ownerDocument.createElement(tag)
    renamed.append(...node.childNodes)
    node.replaceWith(renamed)
}

const listsOf = (page) => {
    let stack = []
    for (const paragraph of page.querySelectorAll("p")) {
        const depth = level(paragraph)
        const follows = stack.length && paragraph.previousElementSibling === stack[0].list
        if (!depth) {
            continue
        }
        const drawn = [...paragraph.querySelectorAll("span")].filter((span) =>
            /mso-list:\s*ignore/i.test(styleOf(span)))
        const tag = drawn.some((span) => /^\s*\(?(\d+|[a-z]|[ivx]+)[.)]/i.test(span.textContent)) ? "ol" : "ul"
        drawn.forEach((span) => span.remove())
        stack = follows ? stack.filter((entry) => entry.depth <= depth) : []
        let last = stack.at(-1)
        if (last && last.depth === depth && last.list.localName !== tag && stack.length === 1) {
            stack = []
            last = undefined
        }
        if (!last || last.depth < depth) {
            const list = document.createElement(tag)
            last ? last.list.lastElementChild.append(list) : paragraph.before(list)
            stack.push({ depth, list })
        }
        const item = document.createElement("li")
        item.append(...paragraph.childNodes)
        stack.at(-1).list.append(item)
        paragraph.remove()
    }
}

export const RegisterTools = Extension.create({
    name: "registerTools",
    priority: 1, // after the library's own, whose button for tables asks how large in English

    addMenuItems({ menu, buttons }) {
        menu.defineItem({
            name: "table",
            groups: "table",
            priority: 200,
            command: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run(),
            button: buttons.material("grid_on"),
            hidden: (editor) => editor.isActive("table"),
        })
    },

    addProseMirrorPlugins() {
        return [new Plugin({ props: { transformPastedHTML: withoutClothes } })]
    },
})

/* What readers of screens and keyboards need */

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
    editor.on("create", () => makeAccessible(editor, textarea))
})

const makeAccessible = (editor, textarea) => {
    const words = JSON.parse(textarea.dataset.words)
    const label = document.querySelector(`label[for="${textarea.id}"]`)
    const text = editor.view.dom
    const frame = text.closest(".prose-editor")
    text.setAttribute("role", "textbox")
    text.setAttribute("aria-multiline", "true")
    text.setAttribute("aria-label", label ? label.textContent.replace(/:\s*$/, "").trim() : textarea.name)
    text.setAttribute("spellcheck", "true")
    for (const name of ["lang", "dir"]) {
        if (textarea.hasAttribute(name)) {
            text.setAttribute(name, textarea.getAttribute(name))
        }
    }
    label?.addEventListener("click", () => editor.commands.focus())
    const menu = frame.querySelector(".prose-menubar")
    menu.setAttribute("role", "group")
    menu.setAttribute("aria-label", words.toolbar)
    const buttons = [...menu.querySelectorAll("button[data-name]")]
    for (const button of buttons) {
        const said = words.buttons[button.dataset.name]
        if (said) {
            button.title = said
            button.setAttribute("aria-label", said)
        }
    }
    const mark = () => buttons.forEach((button) =>
        button.setAttribute("aria-pressed", String(button.classList.contains("active"))))
    editor.on("transaction", mark)
    mark()
}
