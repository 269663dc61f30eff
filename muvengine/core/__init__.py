"""The pure pipeline, stage by stage: traces, modes and routes, trips, rules, ledger, vouchers."""
