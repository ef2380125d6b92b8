// Whether the bot is there: what it has fetched (the ticks), and a hint while messages wait for nobody.
import { get } from "./api.js";
import { coalesced } from "./dom.js";
import { showBanner } from "./live.js";

const EVERY_MILLISECONDS = 4000;
/** Soon after an act: the second tick should not wait for the next round. */
const SOON_MILLISECONDS = [200, 900];
/** A bot that restarts is back within seconds; only a longer absence is worth a word. */
const PATIENCE_MILLISECONDS = 5000;

let confirmedUpTo = 0;
let waitingSince = null;
let connected = true;
let botIsKnown = true;
let onRead = () => {};
let onBot = () => {};
/** update ids of what was said on this page, by "person message" */
const updateIds = new Map();

export function rememberUpdate(personId, messageId, updateId) {
  updateIds.set(`${personId} ${messageId}`, updateId);
  for (const wait of SOON_MILLISECONDS) setTimeout(look, wait);
}

/** Whether the bot has fetched a message; those from before this page was opened count as fetched. */
export const isRead = (personId, messageId) => (updateIds.get(`${personId} ${messageId}`) ?? 0) <= confirmedUpTo;

function absenceOf({ pending, pollers, webhook }) {
  if (!pending || pollers || webhook) waitingSince = null;
  else waitingSince ??= Date.now();
  return waitingSince !== null && Date.now() - waitingSince > PATIENCE_MILLISECONDS;
}

function tell(bot) {
  if (!connected) return showBanner("Connection to the sandbox lost. Trying again…");
  if (!bot) return showBanner("No bot has connected yet. Start it, and this page goes on by itself.");
  if (!absenceOf(bot)) return showBanner("");
  const wait = bot.pending === 1 ? "One message waits" : `${bot.pending} messages wait`;
  return showBanner(`The bot is not running. ${wait} for it; nothing gets lost.`);
}

const look = coalesced(async () => {
  if (document.hidden) return;
  const bot = await botState().catch(() => null);
  tell(bot);
  if (Boolean(bot) !== botIsKnown) onBot();
  botIsKnown = Boolean(bot);
  if (!bot || bot.confirmed_up_to === confirmedUpTo) return;
  confirmedUpTo = bot.confirmed_up_to;
  onRead();
});

async function botState() {
  const { bots } = await get("state");
  return bots[0] ?? null;
}

export function showConnection(isThere) {
  connected = isThere;
  look();
}

/** `whenRead()` is called when the bot has fetched more than before, `whenBot()` when the first one connects. */
export function startPulse(whenRead, whenBot) {
  onRead = whenRead;
  onBot = whenBot;
  setInterval(look, EVERY_MILLISECONDS);
  document.addEventListener("visibilitychange", look);
}
