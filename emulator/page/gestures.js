// Clicks, right clicks and long presses on messages.
import { deleteMessage, pressKey, say } from "./acts.js";
import { isOwn, jumpTo } from "./bubbles.js";
import { writeAbout } from "./composer.js";
import { current } from "./current.js";
import { byId } from "./dom.js";
import { attempt, enlarge, openMenu } from "./overlays.js";

const LONG_PRESS_MILLISECONDS = 500;

function messageOf(node) {
  const id = Number(node.closest(".message").dataset.id);
  return current.chat.messages.find((message) => message.message_id === id);
}

const copy = (text) => attempt(() => navigator.clipboard.writeText(text));

function openActions(anchor) {
  const message = messageOf(anchor);
  const text = message.text || message.caption;
  const editable = isOwn(message) && message.text;
  openMenu(anchor, "Actions", [
    { label: "Reply", icon: "reply", run: () => writeAbout("reply", message) },
    text && { label: "Copy text", icon: "copy", run: () => copy(text) },
    editable && { label: "Edit", icon: "edit", run: () => writeAbout("edit", message) },
    { label: "Delete", icon: "delete", danger: true, run: () => deleteMessage(message.message_id) },
  ].filter(Boolean));
}

const CLICKS = {
  ".key[data-data]": (node) => pressKey(messageOf(node).message_id, node.dataset.data),
  ".more": openActions,
  ".photo": (node) => enlarge(node.dataset.photo, node.querySelector("img").alt),
  ".quote": (node) => jumpTo(node.dataset.jump),
  ".command": (node) => say(node.dataset.command),
};

function onClick(event) {
  for (const [selector, run] of Object.entries(CLICKS)) {
    const node = event.target.closest(selector);
    if (node) return run(node);
  }
  return null;
}

/** A right click on a bubble opens its actions; on a link or a selection the browser's own menu. */
function onContextMenu(event) {
  const item = event.target.closest(".bubble")?.closest(".message");
  if (!item || event.target.closest("a") || !getSelection().isCollapsed) return;
  event.preventDefault();
  openActions(item.querySelector(".more"));
}

/** Some phones send no contextmenu for a long press, so the press is timed here. */
function startLongPress(list) {
  let timer = null;
  list.addEventListener("pointerdown", (event) => {
    const bubble = event.target.closest(".bubble");
    if (event.pointerType !== "touch" || !bubble || event.target.closest("a, button")) return;
    timer = setTimeout(() => openActions(bubble.closest(".message").querySelector(".more")), LONG_PRESS_MILLISECONDS);
  });
  for (const end of ["pointerup", "pointercancel", "pointermove", "contextmenu"]) {
    list.addEventListener(end, () => clearTimeout(timer));
  }
}

export function startGestures() {
  const list = byId("messages");
  list.addEventListener("click", onClick);
  list.addEventListener("contextmenu", onContextMenu);
  startLongPress(list);
}
