"""The search line, its hits and their preview."""
