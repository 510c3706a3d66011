"""Times and memory, printed as tables and never asserted: machines are noisy, so read the ratios."""
