"""Commands that operate an installation: one directory with a forum's site in it."""
