"""The public pages of forums and cycles."""
