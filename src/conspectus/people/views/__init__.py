"""Pages of accounts, roles, groups and areas."""
