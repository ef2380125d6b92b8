"""The chat: handlers, dialogs, texts, buttons, the poll loop and the command line."""
