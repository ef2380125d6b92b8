// The field: writing, replying, editing, and the answer buttons of a reply keyboard.
import { commandKey, followText } from "./commands.js";
import { byId, setText } from "./dom.js";
import { patchRows } from "./keys.js";
import { summary } from "./bubbles.js";

const field = byId("message");
const context = byId("context");
const answers = byId("reply-keyboard");
const toggle = byId("toggle-keyboard");
/** {kind: "reply" | "edit", message} while the next text is more than a new message */
let about = null;
const drafts = new Map();
let shown = null;
let keyboard = null;

function fit() {
  field.style.setProperty("height", "0");
  field.style.setProperty("height", `${Math.min(220, Math.max(46, field.scrollHeight + 2))}px`);
}

export function setField(text) {
  field.value = text;
  fit();
  followText(text);
}

function dropContext() {
  if (about?.kind === "edit") setField("");
  about = null;
  context.hidden = true;
}

/** The next text replies to this message, or replaces the text of it. */
export function writeAbout(kind, message) {
  about = { kind, message };
  setText(byId("context-title"), kind === "edit" ? "Edit message" : `Reply to ${message.from_name}`);
  setText(byId("context-text"), summary(message));
  byId("context-icon").setAttribute("href", `#icon-${kind}`);
  context.hidden = false;
  if (kind === "edit") setField(message.text);
  field.focus();
}

/** What is written so far, e.g. as a caption; empties the field. */
export function takeText() {
  const text = field.value.trim();
  setField("");
  return text;
}

/** Each person has a draft of their own: what Alice half wrote must not be sent by Bob. */
export function switchDraft(personId) {
  if (shown !== null && about?.kind !== "edit") drafts.set(shown, field.value);
  dropContext();
  shown = personId;
  setField(drafts.get(personId) ?? "");
}

function drawAnswers(open) {
  answers.hidden = !open;
  toggle.hidden = !keyboard;
  toggle.setAttribute("aria-expanded", String(open));
}

/** Shows the reply keyboard of the chat ({keyboard: rows of {text, …}}), or none. */
export function showAnswers(markup) {
  const changed = JSON.stringify(markup) !== JSON.stringify(keyboard);
  if (!changed) return;
  keyboard = markup;
  patchRows(answers, (markup?.keyboard ?? []).map((row) => row.map(asButton)));
  field.placeholder = markup?.input_field_placeholder || "Message";
  drawAnswers(Boolean(markup));
}

const asButton = (button) => (typeof button === "string" ? { text: button } : button);

export function showBlocked(blocked) {
  byId("compose").hidden = blocked;
  byId("unblock").hidden = !blocked;
  if (blocked) drawAnswers(false);
}

async function submit(send) {
  const text = field.value.trim();
  if (!text) return;
  const subject = about;
  if (await send(text, subject)) {
    dropContext();
    setField("");
  }
}

function onKey(event, send) {
  if (commandKey(event)) return;
  if (event.key === "Escape" && about) dropContext();
  // isComposing: this Enter picks a word in an input method, it does not send.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit(send);
  }
}

/** `send(text, about)` resolves to true once accepted; `answer(button)` acts on a reply keyboard's button. */
export function startComposer(send, answer) {
  field.addEventListener("input", () => {
    fit();
    followText(field.value);
  });
  field.addEventListener("keydown", (event) => onKey(event, send));
  byId("compose").addEventListener("submit", (event) => {
    event.preventDefault();
    submit(send);
  });
  byId("drop-context").addEventListener("click", () => {
    dropContext();
    field.focus();
  });
  toggle.addEventListener("click", () => drawAnswers(answers.hidden));
  answers.addEventListener("click", (event) => {
    const key = event.target.closest(".key");
    if (!key) return;
    answer(asButton(keyboard.keyboard[key.dataset.row][key.dataset.column]));
    if (keyboard?.one_time_keyboard) drawAnswers(false);
  });
}
