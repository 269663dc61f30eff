"""Rulebooks as organisers write them: read strictly, checked wholly, explained by place."""
