// Text and its entities → nodes. Offsets count UTF-16 units, which is what JavaScript strings count too.
import { element } from "./dom.js";

const SAFE_LINK = /^(https?|tg|mailto|tel):/i;

/** A link that may be followed; anything else (javascript:, data:) is shown as plain text. */
function link(address) {
  if (!SAFE_LINK.test(address)) return element("span");
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" });
}

function spoiler() {
  const node = element("span", {
    class: "spoiler",
    role: "button",
    tabindex: "0",
    "aria-expanded": "false",
    "aria-label": "Hidden text, press to show",
  });
  const reveal = () => {
    node.setAttribute("aria-expanded", "true");
    node.removeAttribute("aria-label");
  };
  node.addEventListener("click", reveal);
  node.addEventListener("keydown", (event) => event.key === "Enter" && reveal());
  return node;
}

const WRAPPERS = {
  bold: () => element("strong"),
  italic: () => element("em"),
  underline: () => element("u"),
  strikethrough: () => element("s"),
  spoiler,
  code: () => element("code"),
  pre: ({ language }) => element("pre", { "data-language": language, dir: "ltr" }),
  blockquote: () => element("blockquote"),
  expandable_blockquote: () => element("blockquote"),
  text_link: ({ url }) => link(url),
  url: (_, text) => link(/^[a-z]+:/i.test(text) ? text : `https://${text}`),
  email: (_, text) => link(`mailto:${text}`),
  bot_command: (_, text) => element("button", { class: "command", type: "button", "data-command": text }),
};

const isBlock = (node) => node instanceof Element && ["PRE", "BLOCKQUOTE"].includes(node.tagName);

/** A block already ends its line: the newline behind it would show as an empty one. */
function appendText(parent, text) {
  const rest = isBlock(parent.lastChild) && text.startsWith("\n") ? text.slice(1) : text;
  if (rest) parent.append(rest);
}

function fill(parent, text, entities, from, to) {
  let position = from;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const start = Math.max(entity.offset, position);
    const end = Math.min(entity.offset + entity.length, to);
    let next = index + 1;
    while (next < entities.length && entities[next].offset < end) next += 1;
    if (end > start) {
      appendText(parent, text.slice(position, start));
      const make = WRAPPERS[entity.type] ?? (() => element("span"));
      const node = make(entity, text.slice(start, end));
      fill(node, text, entities.slice(index + 1, next), start, end);
      parent.append(node);
      position = end;
    }
    index = next;
  }
  appendText(parent, text.slice(position, to));
}

/** The nodes of a text; entities may nest, an outer one comes before those inside it. */
export function richText(text, entities = []) {
  const fragment = document.createDocumentFragment();
  const outerFirst = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  fill(fragment, text, outerFirst, 0, text.length);
  return fragment;
}
