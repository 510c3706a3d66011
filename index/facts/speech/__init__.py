"""Speech: what an article quotes, and whose words they are.

`marks` finds the quoted words, `passages` reads the words around them, `voices` finds who speaks in a passage, `cast`
knows the people, `weighing` chooses among the voices, and `telling` puts it all together.
"""
