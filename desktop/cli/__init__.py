"""The command line: one file per noun, thin: words -> verb -> words."""
