"""Pages of forums and cycles."""
