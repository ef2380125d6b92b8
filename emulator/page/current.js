// Whose page this is now, and the chat as they see it.

export const NO_CHAT = { messages: [], reply_keyboard: null, typing: false, blocked: false };

/** `person` is {id, chat_id, first_name, …}; `chat` is the sandbox's view of their chat with the bot. */
export const current = { person: null, chat: NO_CHAT };
