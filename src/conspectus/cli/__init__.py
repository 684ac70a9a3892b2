"""The ``conspectus`` command: one module a subcommand, thin over formats and engine."""
