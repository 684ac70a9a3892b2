"""What programs read and send: ``/api/v1/`` (docs/guides/api.md)."""
