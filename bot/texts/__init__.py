"""What the bot says. Each module turns plain results into views and decides nothing."""
