"""Their names."""
