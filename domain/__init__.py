"""What is true: values and rules as pure functions; no framework, no database, no Telegram."""
