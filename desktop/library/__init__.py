"""The library: SQLite, the truth; the only room with SQL."""
