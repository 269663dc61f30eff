"""Game files as organisers write them, on the machinery that reads rulebooks."""
