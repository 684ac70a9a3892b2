"""Forms of calls and contributions."""
