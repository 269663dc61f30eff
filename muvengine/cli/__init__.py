"""The command line: one module per noun, each imported only when its command runs."""
