// Pressed inline buttons: each keeps its spinner until the bot has answered every press of it.

/** callback query id → key of the pressed button */
const waiting = new Map();
/** Answers can overtake the response that tells us the id of the press. */
const answeredEarly = new Set();
/** Presses whose id is not known yet. */
const starting = new Map();

const keyOf = (messageId, data) => `${messageId} ${data}`;

export const isPressed = (messageId, data) => {
  const key = keyOf(messageId, data);
  return (starting.get(key) ?? 0) > 0 || [...waiting.values()].includes(key);
};

/** Runs `send` (which resolves to {callback_query_id}) with the button marked as waiting. */
export async function press(messageId, data, send) {
  const key = keyOf(messageId, data);
  starting.set(key, (starting.get(key) ?? 0) + 1);
  try {
    const { callback_query_id: id } = await send();
    if (!answeredEarly.delete(id)) waiting.set(id, key);
  } finally {
    starting.set(key, starting.get(key) - 1);
  }
}

export function answered(callbackQueryId) {
  if (!waiting.delete(callbackQueryId)) answeredEarly.add(callbackQueryId);
}

/** After a reconnect the answers in between are lost: better no spinner than one that never stops. */
export function forgetPresses() {
  waiting.clear();
  answeredEarly.clear();
}
