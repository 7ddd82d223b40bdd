"""The shelf: sidebar and article list."""
