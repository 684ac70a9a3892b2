"""What pages of calls and contributions ask of the database."""
