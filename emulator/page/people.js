// Who one is in this sandbox: the column of people, and adding one.
import { get, post } from "./api.js";
import { byId, coalesced, element, icon, setText } from "./dom.js";
import { summary } from "./bubbles.js";
import { languageOptions } from "./settings.js";

const TONES = 6;
const GLANCE_MILLISECONDS = 4000;
/** Beyond a household (a load test, say) asking for everybody's preview would be a load of its own. */
const GLANCED_AT = 20;
const list = byId("people-list");
const column = byId("people");
let choose = () => {};
let known = [];

const fullName = (person) => [person.first_name, person.last_name].filter(Boolean).join(" ");

function face(person) {
  const [letter = "?"] = person.first_name;
  const attributes = { class: "face", "data-tone": person.id % TONES, "aria-hidden": "true" };
  return element("span", attributes, letter.toUpperCase());
}

function entry(person) {
  const name = element("span", { class: "person-name", dir: "auto" }, fullName(person));
  const last = element("span", { class: "person-last", dir: "auto" }, "No messages yet");
  const words = element("span", { class: "person-words" }, name, last);
  const onclick = () => choose(person.id);
  const attributes = { class: "person", type: "button", "data-person": person.id, onclick };
  const dot = element("span", { class: "person-new", role: "img", "aria-label": "New message", hidden: true });
  return element("li", {}, element("button", attributes, face(person), words, dot));
}

/** newest message id a person has seen on this page */
const seen = new Map();

function isCurrent(personId) {
  return list.querySelector("[aria-current]")?.dataset.person === String(personId);
}

/** Under a name: the newest message of that person's chat, and a dot if it came while one was somebody else. */
export function showLast(personId, message) {
  const button = list.querySelector(`[data-person="${CSS.escape(personId)}"]`);
  if (!button) return;
  const id = message?.message_id ?? 0;
  if (isCurrent(personId) || !seen.has(personId)) seen.set(personId, id);
  setText(button.querySelector(".person-last"), message ? summary(message).split("\n")[0] : "No messages yet");
  button.querySelector(".person-new").hidden = id <= seen.get(personId);
}

async function showLastOf(person) {
  const { messages } = await get(`chats/${person.chat_id}?person=${person.id}&limit=1`);
  showLast(person.id, messages.at(-1));
}

/** Looks what the others got meanwhile: only the chat on show has a stream of its own. */
const glance = coalesced(async () => {
  const others = known.filter(({ id }) => !isCurrent(id));
  if (!document.hidden && known.length <= GLANCED_AT) await Promise.allSettled(others.map(showLastOf));
});

/** Draws the column and returns the people known to the sandbox. */
export async function loadPeople() {
  known = await get("people");
  list.replaceChildren(...known.map(entry));
  await Promise.allSettled(known.map(showLastOf));
  return known;
}

/** Marks who is being played, in the column and on the narrow layout's button. */
export function showCurrent(person) {
  for (const button of list.querySelectorAll(".person")) {
    if (button.dataset.person === String(person.id)) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  byId("open-people").replaceChildren(face(person));
  byId("open-people").setAttribute("aria-label", `You are ${fullName(person)}. Change person`);
}

export function closePeople() {
  if (!column.classList.contains("open")) return;
  column.classList.remove("open");
  byId("open-people").setAttribute("aria-expanded", "false");
  byId("open-people").focus();
}

function openPeople() {
  column.classList.add("open");
  byId("open-people").setAttribute("aria-expanded", "true");
  byId("close-people").focus();
}

async function addPerson() {
  const name = byId("first-name").value.trim();
  if (!name) return setText(byId("newcomer-error"), "A person needs a first name.");
  try {
    const person = await post("people", { first_name: name, language_code: byId("newcomer-language").value });
    byId("newcomer").close();
    await loadPeople();
    return choose(person.id);
  } catch (error) {
    return setText(byId("newcomer-error"), error.message);
  }
}

/** `onChoice(personId)` is called with whom to be from now on. */
export function startPeople(onChoice) {
  choose = onChoice;
  setInterval(glance, GLANCE_MILLISECONDS);
  byId("newcomer-language").append(...languageOptions());
  byId("add-person").addEventListener("click", () => {
    byId("first-name").value = "";
    setText(byId("newcomer-error"), "");
    byId("newcomer").showModal();
    byId("first-name").focus();
  });
  byId("save-person").addEventListener("click", addPerson);
  byId("first-name").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    addPerson();
  });
  byId("open-people").addEventListener("click", openPeople);
  for (const id of ["close-people", "people-shade"]) byId(id).addEventListener("click", closePeople);
  document.addEventListener("keydown", (event) => event.key === "Escape" && closePeople());
}
