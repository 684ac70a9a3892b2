"""Pages of calls and contributions."""
