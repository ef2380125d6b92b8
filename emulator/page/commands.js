// The list of the bot's commands: opened by Menu or by typing "/", walked by the arrow keys
// while the field keeps the focus.
import { byId, element } from "./dom.js";

const box = byId("commands");
const field = byId("message");
const opener = byId("open-commands");
let active = -1;
let walked = false;
let choose = () => {};
let load = async () => [];

export const commandsAreOpen = () => !box.hidden;

function mark(index) {
  const options = [...box.querySelectorAll("[role=option]")];
  active = options.length ? (index + options.length) % options.length : -1;
  options.forEach((option, at) => option.setAttribute("aria-selected", at === active));
  const option = options[active];
  option?.scrollIntoView({ block: "nearest" });
  if (option) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
}

function walk(steps) {
  walked = true;
  mark(active + steps);
}

export function closeCommands() {
  box.hidden = true;
  active = -1;
  walked = false;
  field.removeAttribute("aria-activedescendant");
  for (const node of [field, opener]) node.setAttribute("aria-expanded", "false");
}

function option({ command, description }, index) {
  const name = element("b", {}, `/${command}`);
  const words = element("span", { dir: "auto" }, description);
  const attributes = {
    id: `command-${index}`,
    class: "command-item",
    role: "option",
    "aria-selected": "false",
    "data-command": `/${command}`,
  };
  return element("div", attributes, name, words);
}

const chosenCommand = () => box.querySelector("[aria-selected=true]")?.dataset.command;

function draw(commands, prefix) {
  const matching = commands.filter(({ command }) => command.startsWith(prefix));
  if (prefix && !matching.length) return closeCommands();
  // A list that comes late must not take back what the arrow keys chose meanwhile.
  const chosen = walked ? chosenCommand() : null;
  const none = element("p", {}, "This bot has not named any commands.");
  box.replaceChildren(...(matching.length ? matching.map(option) : [none]));
  box.hidden = false;
  for (const node of [field, opener]) node.setAttribute("aria-expanded", "true");
  return mark(Math.max(0, matching.findIndex(({ command }) => `/${command}` === chosen)));
}

async function open(prefix) {
  const commands = await load();
  // The text may have changed while the list was on its way.
  if (prefix === null || field.value === `/${prefix}`) draw(commands, prefix ?? "");
}

function take(command, how) {
  closeCommands();
  choose(command, how);
}

/** Called for every change of the field's text. */
export function followText(text) {
  const typed = /^\/([a-z0-9_]*)$/i.exec(text);
  if (typed) open(typed[1].toLowerCase());
  else closeCommands();
}

/** Handles a key of the field while the list is open; true if the key was used. */
export function commandKey(event) {
  if (!commandsAreOpen()) return false;
  const chosen = chosenCommand();
  const keys = {
    ArrowDown: () => walk(1),
    ArrowUp: () => walk(-1),
    Escape: closeCommands,
    Enter: chosen && !event.shiftKey ? () => take(chosen, "send") : null,
    Tab: chosen && !event.shiftKey ? () => take(chosen, "insert") : null,
  };
  if (!keys[event.key]) return false;
  event.preventDefault();
  keys[event.key]();
  return true;
}

/** `loadCommands()` resolves to [{command, description}]; `onChoice(command, "send" | "insert")` acts. */
export function startCommands(loadCommands, onChoice) {
  load = loadCommands;
  choose = onChoice;
  // Without this the press would take the focus out of the field and close the list before the click.
  for (const node of [box, opener]) node.addEventListener("pointerdown", (event) => event.preventDefault());
  box.addEventListener("click", (event) => {
    const target = event.target.closest("[role=option]");
    if (target) take(target.dataset.command, "send");
  });
  opener.addEventListener("click", () => {
    if (commandsAreOpen()) return closeCommands();
    field.focus();
    return open(null);
  });
  field.addEventListener("blur", closeCommands);
}
