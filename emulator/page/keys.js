// Rows of buttons, patched in place so that an edit neither flickers nor takes the focus away.
import { element, icon, isOnlyEmoji, setText } from "./dom.js";

/** Rows from this many buttons on keep labels on one line; a seven day week needs still smaller type. */
const MANY = 4;
const CROWDED = 6;

const tagOf = (button) => (button.url ? "A" : "BUTTON");

function makeKey(button) {
  const label = element("span", { dir: "auto" });
  if (!button.url) return element("button", { class: "key", type: "button" }, label);
  return element("a", { class: "key", target: "_blank", rel: "noopener noreferrer" }, label, icon("link"));
}

function patchKey(node, button, row, column) {
  setText(node.firstChild, button.text);
  node.classList.toggle("emoji", isOnlyEmoji(button.text));
  node.title = button.text.length > 12 ? button.text : "";
  node.dataset.row = row;
  node.dataset.column = column;
  if (button.data !== undefined && button.data !== null) node.dataset.data = button.data;
  else delete node.dataset.data;
  if (button.url && /^(https?|tg):/i.test(button.url)) node.href = button.url;
  return node;
}

function patchRow(node, buttons, row) {
  const columns = buttons.length;
  node.className = `row${columns >= MANY ? " many" : ""}${columns >= CROWDED ? " crowded" : ""}`;
  node.style.setProperty("--columns", columns);
  buttons.forEach((button, column) => {
    const old = node.children[column];
    if (old?.tagName !== tagOf(button)) {
      const fresh = makeKey(button);
      if (old) old.replaceWith(fresh);
      else node.append(fresh);
    }
    patchKey(node.children[column], button, row, column);
  });
  while (node.children.length > columns) node.lastChild.remove();
}

function shapeOf(container) {
  return [...container.children].map((row) => row.children.length).join();
}

/** Where the focus belongs after the rows changed: same label, else same place, else the nearest. */
function successor(container, was) {
  const keys = [...container.querySelectorAll(".key")];
  return (
    keys.find((key) => key.textContent === was.label) ??
    keys.find((key) => key.dataset.row === was.row && key.dataset.column === was.column) ??
    keys[Math.min(was.index, keys.length - 1)]
  );
}

function rememberFocus(container) {
  const key = document.activeElement;
  if (!key || !container.contains(key)) return null;
  const index = [...container.querySelectorAll(".key")].indexOf(key);
  return { key, label: key.textContent, row: key.dataset.row, column: key.dataset.column, index };
}

/**
 * Makes `container` show these rows. A keyboard of the same shape keeps the focus by position
 * (⬜ Read → ✅ Read), one of another shape by label. Returns false if the focus was inside and
 * no button is left to take it.
 */
export function patchRows(container, rows) {
  const focus = rememberFocus(container);
  const shape = shapeOf(container);
  rows.forEach((buttons, row) => {
    if (!container.children[row]) container.append(element("div"));
    patchRow(container.children[row], buttons, row);
  });
  while (container.children.length > rows.length) container.lastChild.remove();
  if (!focus || (shape === shapeOf(container) && focus.key.isConnected)) return true;
  successor(container, focus)?.focus({ preventScroll: true });
  return container.contains(document.activeElement);
}
