"""Persons, organisations, dated affiliations, stakeholder groups, areas, accounts and roles."""
