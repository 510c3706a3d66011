"""A refresh: feeds and pages fetched side by side, read in other processes, taken in by batches and indexed."""
