"""Commands of the command line that need no place in cli.py, by subject."""
