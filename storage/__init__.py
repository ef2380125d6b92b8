"""What is remembered: tables, use cases (one function is one transaction), migrations, backup."""
