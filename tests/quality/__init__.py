"""Quality: scores on public data, printed and never asserted."""
