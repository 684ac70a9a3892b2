"""Forms of the management of forums and cycles."""
