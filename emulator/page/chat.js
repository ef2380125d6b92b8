// The chat page of the sandbox: who one is, and the conversation they see.
import { answerWith, pressStart, say, sendFile, sendPlace, toggleBlock } from "./acts.js";
import { SandboxError, get } from "./api.js";
import { startAttach } from "./attach.js";
import { setClock, startClock } from "./clock.js";
import { startCommands } from "./commands.js";
import { setField, showAnswers, showBlocked, startComposer, switchDraft } from "./composer.js";
import { NO_CHAT, current } from "./current.js";
import { byId, coalesced, focusField, setText } from "./dom.js";
import { startGestures } from "./gestures.js";
import { listen } from "./live.js";
import { alertDialog, startOverlays, toast } from "./overlays.js";
import { closePeople, loadPeople, showCurrent, showLast, startPeople } from "./people.js";
import { answered, forgetPresses } from "./presses.js";
import { isRead, showConnection, startPulse } from "./pulse.js";
import { showBlockButton, showLanguage, startSettings } from "./settings.js";
import { clearTimeline, refreshSpinners, showMessages, startTimeline } from "./timeline.js";

/** A sandbox chat can hold thousands; a page with more than the newest of them would only get slow. */
const SHOWN = 300;

let people = [];

function showWelcome(chat) {
  const empty = chat.messages.length === 0;
  byId("welcome").hidden = !empty;
  byId("messages").hidden = empty;
}

async function showBot() {
  const [bot] = await get("bots");
  const name = bot?.first_name ?? "Daymark";
  setText(byId("bot-name"), name);
  setText(byId("welcome-title"), name);
  setText(byId("welcome-words"), bot?.description ?? "");
  return bot;
}

function showStatus({ typing, blocked }) {
  const status = byId("bot-status");
  setText(status, (typing && "typing…") || (blocked && "blocked by you") || "bot");
  status.classList.toggle("typing", Boolean(typing));
}

function drawChat() {
  const { person, chat } = current;
  showWelcome(chat);
  showMessages(chat.messages, (message) => isRead(person.id, message.message_id));
  showAnswers(chat.reply_keyboard);
  showBlocked(chat.blocked);
  showBlockButton(chat.blocked);
  showLast(person.id, chat.messages.at(-1));
  showStatus(chat);
}

/** Until the first bot connects there is no chat, which is not an error here: the banner says so. */
function withoutBot(error) {
  if (error.status !== 409) throw error;
  return NO_CHAT;
}

const refresh = coalesced(async () => {
  const asked = current.person;
  const query = `person=${asked.id}&limit=${SHOWN}`;
  const chat = await get(`chats/${asked.chat_id}?${query}`).catch(withoutBot);
  // The person may have changed while this was on its way: Alice's chat is not for Bob's eyes.
  if (asked !== current.person) return;
  current.chat = chat;
  drawChat();
});

/** Work that nobody asked for fails silently: the banner already says that the sandbox is gone. */
function quietly(job) {
  return job().catch((error) => {
    if (!(error instanceof SandboxError)) throw error;
  });
}

async function resync() {
  forgetPresses();
  setClock((await get("clock")).now);
  await Promise.all([showBot(), refresh()]);
}

const events = {
  open: () => {
    showConnection(true);
    quietly(resync);
  },
  lost: () => showConnection(false),
  chat: () => quietly(refresh),
  clock: ({ now }) => setClock(now),
  toast: ({ text, show_alert: alert }) => (alert ? alertDialog(text) : toast(text)),
  answered: ({ callback_query_id: id }) => {
    answered(id);
    refreshSpinners();
  },
};

function become(personId) {
  const next = people.find(({ id }) => id === personId) ?? people[0];
  closePeople();
  if (next === current.person) return;
  Object.assign(current, { person: next, chat: NO_CHAT });
  location.hash = `person=${next.id}`;
  clearTimeline();
  showCurrent(next);
  showLanguage(next.language_code ?? "en");
  switchDraft(next.id);
  listen(next.id, events);
}

async function choosePerson(personId) {
  if (!people.some(({ id }) => id === personId)) people = await loadPeople();
  become(personId);
  focusField();
}

const loadCommands = async () => (await showBot())?.commands ?? [];

async function chooseCommand(command, how) {
  if (how === "insert") return setField(`${command} `);
  await say(command);
  return setField("");
}

function startWelcome() {
  byId("start").addEventListener("click", () => {
    pressStart();
    focusField();
  });
  byId("unblock").addEventListener("click", toggleBlock);
}

async function start() {
  startClock();
  startTimeline();
  startOverlays();
  startGestures();
  startWelcome();
  startComposer(say, answerWith);
  startCommands(loadCommands, chooseCommand);
  startAttach({ sendPhoto: sendFile("photo"), sendDocument: sendFile("document"), sendPlace });
  startPeople(choosePerson);
  startSettings(() => current.person, toggleBlock);
  startPulse(drawChat, () => quietly(resync));
  people = await loadPeople();
  become(Number(/person=(\d+)/.exec(location.hash)?.[1]));
}

start();
