// One message as a list item. Each part is redrawn only when its own content changed.
import { byId, element, icon, isOnlyEmoji, setText } from "./dom.js";
import { patchRows } from "./keys.js";
import { isPressed } from "./presses.js";
import { richText } from "./richtext.js";

const SVG = "http://www.w3.org/2000/svg";
const timeOfDay = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
/** Below this many columns a keyboard is as wide as its bubble; from it on it takes all the room there is. */
const WIDE_FROM = 4;

export const instantOf = (message) => new Date(message.unix * 1000);
export const isOwn = (message) => message.from === "person";

export function summary(message) {
  const media =
    (message.photo && "Photo") ||
    (message.document && `Document ${message.document.file_name ?? ""}`) ||
    (message.location && "Location") ||
    (message.contact && "Contact");
  return [media, message.text || message.caption].filter(Boolean).join(": ");
}

function photo({ url, width, height }, caption) {
  const image = element("img", { src: url, alt: caption || "Photo", width, height });
  const label = caption ? `Enlarge photo: ${caption}` : "Enlarge photo";
  const attributes = { class: "photo", type: "button", "data-photo": url, "aria-label": label };
  return element("button", attributes, image);
}

function documentCard({ url, file_name: name }) {
  const hint = element("small", {}, "Download");
  const words = element("span", { class: "document-name", dir: "auto" }, name || "Document", hint);
  return element("a", { class: "document", href: url, download: name || "document" }, icon("document"), words);
}

const card = (picture, title, details) =>
  element(
    "div",
    { class: "place" },
    picture,
    element("span", {}, element("b", { dir: "auto" }, title), element("small", {}, details)),
  );

function place({ latitude, longitude }) {
  const digits = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  const map = element("span", { class: "place-map" }, icon("pin"));
  return card(map, "Location", digits);
}

function quote(original) {
  const name = element("b", { dir: "auto" }, original.from_name ?? "Message");
  const words = element("span", { dir: "auto" }, summary(original) || "Message");
  return element("button", { class: "quote", type: "button", "data-jump": original.message_id }, name, words);
}

function contactCard({ first_name: first, last_name: last, phone_number: phone }) {
  const name = [first, last].filter(Boolean).join(" ");
  return card(icon("people"), name, phone);
}

function contentNodes(message, original) {
  const words = message.text || message.caption;
  const entities = message.text ? message.entities : message.caption_entities;
  return [
    original && quote(original),
    message.photo && photo(message.photo, message.caption),
    message.document && documentCard(message.document),
    message.location && place(message.location),
    message.contact && contactCard(message.contact),
    words && element("div", { class: "text", dir: "auto" }, richText(words, entities)),
    message.reactions?.length && reactionChips(message.reactions),
  ].filter(Boolean);
}

function ticks() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 17 11");
  svg.setAttribute("class", "ticks");
  svg.setAttribute("role", "img");
  for (const [name, d] of [["first", "m1 6 3.2 3.2L11 1.8"], ["second", "m7 8.2 1.2 1L15 1.8"]]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", name);
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

function patchTicks(svg, read) {
  svg.classList.toggle("read", read);
  svg.setAttribute("aria-label", read ? "Read by the bot" : "Sent");
}

function patchMeta(node, message, read) {
  const words = `${message.edited ? "edited " : ""}${timeOfDay.format(instantOf(message))}`;
  setText(node.firstChild, words);
  node.firstChild.dateTime = instantOf(message).toISOString();
  if (isOwn(message)) patchTicks(node.lastChild, read);
  // Room kept free at the end of the text, so that the time never covers a word.
  node.parentElement.style.setProperty("--meta", `${words.length * 6.6 + (isOwn(message) ? 28 : 8)}px`);
}

const moreButton = () =>
  element(
    "button",
    {
      class: "more round",
      type: "button",
      tabindex: "-1",
      "aria-label": "Message actions",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
    },
    icon("more"),
  );

/** An empty list item with the parts that patchMessage fills. */
export function makeMessage(message) {
  const meta = element("span", { class: "meta" }, element("time"), isOwn(message) ? ticks() : null);
  const bubble = element("div", { class: "bubble" }, meta);
  const attributes = { class: "message", tabindex: "-1", "data-id": message.message_id };
  return element("li", attributes, element("div", { class: "body" }, bubble), moreButton());
}

function reactionChips(reactions) {
  const emoji = reactions.map((reaction) => reaction.emoji ?? "").join(" ");
  return element("div", { class: "reactions", "aria-label": `Reactions: ${emoji}` }, emoji);
}

/** What the bubble of each message was drawn from; kept here, not on the node, for it can be long. */
const drawn = new WeakMap();

function patchContent(bubble, message, original) {
  const { edited, unix, keyboard, ...content } = message;
  const signature = JSON.stringify([content, original && summary(original)]);
  if (drawn.get(bubble) === signature) return;
  drawn.set(bubble, signature);
  while (bubble.firstChild !== bubble.lastChild) bubble.firstChild.remove();
  bubble.prepend(...contentNodes(message, original));
  bubble.classList.toggle("emoji", isOnlyEmoji(content.text ?? ""));
}

function patchKeyboard(body, message) {
  const rows = message.keyboard ?? [];
  const old = body.querySelector(".keyboard");
  if (!rows.length) {
    const hadFocus = old?.contains(document.activeElement);
    old?.remove();
    return !hadFocus;
  }
  const attributes = { class: "keyboard", role: "group", "aria-label": "Buttons" };
  const keyboard = old ?? body.appendChild(element("div", attributes));
  body.classList.toggle("wide", rows.some((row) => row.length >= WIDE_FROM));
  return patchRows(keyboard, rows);
}

/** Marks the buttons of a message that wait for the bot's answer. */
export function patchSpinners(item) {
  for (const key of item.querySelectorAll(".key")) {
    const busy = key.dataset.data !== undefined && isPressed(item.dataset.id, key.dataset.data);
    if (busy) key.setAttribute("aria-busy", "true");
    else key.removeAttribute("aria-busy");
  }
}

/**
 * Brings an item up to date with its message. `stand` is how it stands among the others:
 * {first, last} of its group, the `original` it replies to, and whether the bot has `read` it.
 */
export function patchMessage(item, message, stand) {
  const body = item.querySelector(".body");
  const bubble = body.querySelector(".bubble");
  item.classList.add(isOwn(message) ? "own" : "bot");
  item.classList.toggle("first", stand.first);
  item.classList.toggle("last", stand.last);
  const author = isOwn(message) ? "You" : message.from_name;
  item.setAttribute("aria-label", `${author}, ${timeOfDay.format(instantOf(message))}`);
  patchContent(bubble, message, stand.original);
  patchMeta(bubble.querySelector(":scope > .meta"), message, stand.read);
  // A keyboard that went away took the focus with it: its message takes over, so that Tab goes on from there.
  if (!patchKeyboard(body, message)) item.focus({ preventScroll: true });
  patchSpinners(item);
}

/** Carries the eye to a message, e.g. the one that was replied to. */
export function jumpTo(messageId) {
  const item = byId("messages").querySelector(`[data-id="${CSS.escape(messageId)}"]`);
  item?.scrollIntoView({ block: "center", behavior: "smooth" });
  item?.focus({ preventScroll: true });
}
