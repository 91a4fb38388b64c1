"""Date expressions: how they are written (grammar), what they mean (resolve), which way the verb points (tense)."""
