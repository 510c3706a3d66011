"""What an outlet changed in an article after it was published."""
