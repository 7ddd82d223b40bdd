"""The workbench of a brief."""
