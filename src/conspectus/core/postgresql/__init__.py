"""Django's PostgreSQL with one writer at a time, as on SQLite (decision 0034)."""
