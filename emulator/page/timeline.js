// The list of messages: grouped by sender and minute, split by day, patched message by message.
import { instantOf, isOwn, makeMessage, patchMessage, patchSpinners, summary } from "./bubbles.js";
import { byId, element, focusField, setText } from "./dom.js";

const CLOSE_TO_END = 90;
const dayOf = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const dayOfYear = new Intl.DateTimeFormat("en-GB", { dateStyle: "full" });

const list = byId("messages");
const scroller = byId("timeline");
const pill = byId("to-newest");
const items = new Map();
const dayLines = new Map();
let newest = null;
let missed = 0;
let lastTop = 0;
/** Kept as a fact, not asked for: once the window shrank, "was it at the end?" can no longer be measured. */
let following = true;

const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < CLOSE_TO_END;

function toEnd(behavior = "instant") {
  scroller.scrollTo({ top: scroller.scrollHeight, behavior });
}

function showPill() {
  pill.hidden = following || !items.size;
  setText(pill.querySelector("span"), missed ? `${missed} new` : "Newest");
}

/** Forgets the conversation shown, before another person's is drawn. */
export function clearTimeline() {
  items.clear();
  dayLines.clear();
  list.replaceChildren();
  newest = null;
  missed = 0;
  following = true;
}

const minuteOf = (message) => Math.floor(instantOf(message).getTime() / 60_000);

const belongTogether = (a, b) => a && b && a.from === b.from && minuteOf(a) === minuteOf(b);

function dayLine(message) {
  const instant = instantOf(message);
  const key = instant.toDateString();
  const sameYear = instant.getFullYear() === new Date().getFullYear();
  if (!dayLines.has(key)) {
    dayLines.set(key, element("li", { class: "day-line" }, (sameYear ? dayOf : dayOfYear).format(instant)));
  }
  return dayLines.get(key);
}

function itemOf(message) {
  const id = message.message_id;
  if (!items.has(id)) {
    const item = makeMessage(message);
    if (newest !== null && id > newest) item.classList.add("arriving");
    items.set(id, item);
  }
  return items.get(id);
}

/** The list's children as they should be, each message brought up to date. */
function wantedNodes(messages, isRead) {
  const nodes = new Set();
  const known = new Map(messages.map((message) => [message.message_id, message]));
  messages.forEach((message, index) => {
    const [before, after] = [messages[index - 1], messages[index + 1]];
    nodes.add(dayLine(message));
    const item = itemOf(message);
    patchMessage(item, message, {
      first: !belongTogether(before, message),
      last: !belongTogether(message, after),
      original: known.get(message.reply_to),
      read: isRead(message),
    });
    nodes.add(item);
  });
  return nodes;
}

function reconcile(wanted) {
  for (const node of [...list.children]) if (!wanted.has(node)) node.remove();
  [...wanted].forEach((node, index) => {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
  });
}

function dropGone(messages) {
  const ids = new Set(messages.map((message) => message.message_id));
  for (const id of [...items.keys()]) if (!ids.has(id)) items.delete(id);
}

function announce(messages) {
  const node = byId("announcer");
  const line = (message) => `${message.from_name}: ${summary(message)}`;
  node.append(...messages.map((message) => element("p", { dir: "auto" }, line(message))));
  while (node.children.length > 5) node.firstChild.remove();
}

/** One tab stop for the whole list; the arrow keys walk it. */
function keepOneTabStop() {
  const all = [...items.values()];
  const current = all.find((item) => item.contains(document.activeElement)) ?? all.at(-1);
  for (const item of all) {
    item.tabIndex = item === current ? 0 : -1;
    item.querySelector(".more").tabIndex = item.tabIndex;
  }
}

/** Draws the messages; follows the end only if the reader is there or has just written. */
export function showMessages(messages, isRead) {
  noteWhereItStands(); // who just scrolled up is told of by an event that may come after this
  const fresh = messages.filter((message) => newest !== null && message.message_id > newest);
  const incoming = fresh.filter((message) => !isOwn(message));
  dropGone(messages);
  reconcile(wantedNodes(messages, isRead));
  newest = messages.reduce((highest, message) => Math.max(highest, message.message_id), newest ?? 0);
  announce(incoming);
  following ||= fresh.some(isOwn);
  if (following) toEnd();
  else missed += incoming.length;
  showPill();
  keepOneTabStop();
}

export function refreshSpinners() {
  for (const item of items.values()) patchSpinners(item);
}

function walk(event) {
  const item = event.target;
  if (!item.classList?.contains("message")) return;
  const all = [...list.querySelectorAll(".message")];
  const at = all.indexOf(item);
  const target = { ArrowUp: all[at - 1], ArrowDown: all[at + 1], Home: all[0], End: all.at(-1) }[event.key];
  if (!target) return;
  event.preventDefault();
  target.focus();
}

/** Only scrolling up is a wish to stay: a keyboard that opens also leaves the end out of sight. */
function noteWhereItStands() {
  if (isAtEnd()) following = true;
  else if (scroller.scrollTop < lastTop) following = false;
  lastTop = scroller.scrollTop;
  if (following) missed = 0;
}

function onScroll() {
  noteWhereItStands();
  showPill();
}

export function startTimeline() {
  scroller.addEventListener("scroll", onScroll);
  // A taller field, a keyboard of answers or a turned phone must not push the newest message out of sight.
  new ResizeObserver(() => following && toEnd()).observe(scroller);
  new ResizeObserver(() => following && toEnd()).observe(list);
  pill.addEventListener("click", () => {
    following = true;
    toEnd("smooth");
    focusField();
  });
  list.addEventListener("keydown", walk);
  list.addEventListener("focusin", keepOneTabStop);
}
