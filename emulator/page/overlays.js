// Toasts, alerts, menus and the photo viewer: what lies above the chat.
import { byId, element, icon, setText } from "./dom.js";

const TOAST_MILLISECONDS = 4500;
const GAP = 6;

export function toast(text) {
  if (!text) return;
  const node = element("div", { class: "toast", dir: "auto" }, text);
  byId("toasts").append(node);
  setTimeout(() => node.remove(), TOAST_MILLISECONDS);
}

export function alertDialog(text) {
  const dialog = byId("alert");
  setText(byId("alert-text"), text);
  if (!dialog.open) dialog.showModal();
}

export function enlarge(url, alt) {
  const image = byId("viewer-image");
  image.src = url;
  image.alt = alt;
  byId("viewer").showModal();
}

/** Runs an action of the person; what the sandbox refuses is told in a toast. */
export async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    toast(error.message);
    return null;
  }
}

/** Puts an open popover beside its anchor, inside the window. */
function placeBeside(panel, anchor) {
  const box = anchor.getBoundingClientRect();
  const { width, height } = panel.getBoundingClientRect();
  const left = Math.min(Math.max(8, box.right - width), innerWidth - width - 8);
  const below = box.bottom + GAP;
  const top = below + height < innerHeight - 8 ? below : Math.max(8, box.top - height - GAP);
  panel.style.setProperty("left", `${left}px`);
  panel.style.setProperty("top", `${top}px`);
}

const menu = byId("actions");
let menuAnchor = null;

function walkMenu(event) {
  const entries = [...menu.children];
  const at = entries.indexOf(document.activeElement);
  const target = {
    ArrowDown: entries[(at + 1) % entries.length],
    ArrowUp: entries[(at - 1 + entries.length) % entries.length],
    Home: entries[0],
    End: entries.at(-1),
  }[event.key];
  if (event.key === "Tab") menu.hidePopover();
  if (!target) return;
  event.preventDefault();
  target.focus();
}

/** Opens a menu of [{label, icon, danger?, run}] beside the anchor and puts the focus on its first entry. */
export function openMenu(anchor, label, entries) {
  menu.replaceChildren(...entries.map((entry) => element("button", {
    type: "button",
    role: "menuitem",
    tabindex: "-1",
    class: entry.danger ? "danger" : null,
    onclick: () => {
      menu.hidePopover();
      entry.run();
    },
  }, icon(entry.icon), entry.label)));
  menu.setAttribute("aria-label", label);
  menu.showPopover();
  menuAnchor = anchor;
  anchor.setAttribute("aria-expanded", "true");
  placeBeside(menu, anchor);
  menu.firstChild.focus();
}

export function startOverlays() {
  menu.addEventListener("keydown", walkMenu);
  menu.addEventListener("toggle", (event) => {
    if (event.newState !== "closed" || !menuAnchor) return;
    menuAnchor.setAttribute("aria-expanded", "false");
    if (!document.activeElement || document.activeElement === document.body) menuAnchor.focus();
  });
  byId("viewer").addEventListener("click", () => byId("viewer").close());
}
