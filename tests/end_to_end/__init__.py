"""The installed command in a real terminal, from the first start to the last key."""
