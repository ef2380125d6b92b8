"""What happens at a tap or a command: decode, one use case, one view. No rules live here."""
