"""Stage 7: points become a promise by a shop; redemption ends the flow."""
