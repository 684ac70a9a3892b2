"""Forms of accounts, roles, groups and areas."""
