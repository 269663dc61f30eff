"""Every sentence of the product, keyed by code."""
