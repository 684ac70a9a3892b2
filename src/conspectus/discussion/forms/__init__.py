"""The forms of the discussion."""
