// Small helpers for building the page. User text only ever becomes a text node: nothing here parses HTML.

export const byId = (id) => document.getElementById(id);

/** A node with attributes (`onclick` and its kin are listeners; null and false leave one out) and children. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const ONLY_EMOJI = /^(\p{RGI_Emoji}\s?){1,3}$/v;

/** One to three emoji and nothing else: shown larger, for they are faces rather than words. */
export const isOnlyEmoji = (text) => ONLY_EMOJI.test(text);

const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** Ready to write; not on a touch screen, where the focus would raise the keyboard over half of the chat. */
export function focusField() {
  if (matchMedia("(pointer: fine)").matches) byId("message").focus();
}

/** Writes text only if it differs: writing the same text again would lose a selection in it. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** An async job that never runs twice at once: calls during a run lead to one more run after it. */
export function coalesced(job) {
  let running = null;
  let again = false;
  return () => {
    again = running !== null;
    running ??= (async () => {
      try {
        do {
          again = false;
          await job();
        } while (again);
      } finally {
        running = null;
      }
    })();
    return running;
  };
}
