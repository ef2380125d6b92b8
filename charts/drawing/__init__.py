"""Drawing: what the process that draws works with. Nothing else imports it, as it imports matplotlib."""
