"""What is trained from data: it makes files that the program ships and is no part of the program."""
