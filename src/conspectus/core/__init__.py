"""What every app of the site stands on: scopes, the record's Django side, mail, jobs, search."""
