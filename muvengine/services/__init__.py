"""One verb a file, one commit each."""
