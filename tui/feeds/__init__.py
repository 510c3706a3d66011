"""The feeds screen: what is subscribed to, how it goes with each, and all that can be done about it."""
