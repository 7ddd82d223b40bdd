"""Entities: card, list and dossier."""
