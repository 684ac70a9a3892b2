"""The pages of the discussion."""
