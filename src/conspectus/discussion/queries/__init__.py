"""What pages read of the discussion."""
