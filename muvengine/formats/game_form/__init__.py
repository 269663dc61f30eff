"""The parts of a game as the fields of a form, for organisers who write no YAML."""
