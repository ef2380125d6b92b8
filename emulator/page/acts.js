// What the person does: each act is one request, and what the sandbox refuses is told in a toast.
import { post, upload } from "./api.js";
import { askPlace } from "./attach.js";
import { takeText } from "./composer.js";
import { current } from "./current.js";
import { attempt } from "./overlays.js";
import { press } from "./presses.js";
import { rememberUpdate } from "./pulse.js";
import { refreshSpinners } from "./timeline.js";

const act = (path, fields = {}) => post(path, { person: current.person.id, ...fields });

export const pressStart = () => attempt(() => act("start"));

/** Says something; resolves to true once the sandbox has taken it. */
export function say(text, about = null) {
  return attempt(async () => {
    if (about?.kind === "edit") {
      await act("edit", { message_id: about.message.message_id, text });
      return true;
    }
    const reply = about ? { reply_to_message_id: about.message.message_id } : {};
    const { message_id: id, update_id: updateId } = await act("say", { text, ...reply });
    rememberUpdate(current.person.id, id, updateId);
    return true;
  });
}

export function pressKey(messageId, data) {
  const done = press(messageId, data, () => act("press", { message_id: messageId, data }));
  refreshSpinners();
  attempt(() => done).finally(refreshSpinners);
}

/** Presses a button of a reply keyboard. */
export function answerWith(button) {
  if (button.request_location) return askPlace();
  if (button.request_contact) return attempt(() => act("contact"));
  return say(button.text);
}

export const toggleBlock = () => attempt(() => act(current.chat.blocked ? "unblock" : "block"));

export const deleteMessage = (messageId) => attempt(() => act("delete", { message_id: messageId }));

/** A function that sends a file as "photo" or "document", with what is written as its caption. */
export const sendFile = (kind) => (file) =>
  attempt(() => upload(kind, { person: current.person.id, caption: takeText(), file }));

export const sendPlace = (latitude, longitude) => attempt(() => act("location", { latitude, longitude }));
