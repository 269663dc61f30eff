"""The tables, one file per aggregate; rows never leave the store."""
