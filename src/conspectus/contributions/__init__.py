"""Calls, contributions with their versions and documents, the desk and the public register."""
