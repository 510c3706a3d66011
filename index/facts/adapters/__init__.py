"""Plug-ins for name finders of others: used only where these are installed and a user's names.toml switches them on."""
