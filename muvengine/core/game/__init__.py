"""The game beside the flow: what people win together, and by chance, for moving about."""
