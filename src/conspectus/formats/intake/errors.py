"""What the intake refuses: a folder or a configuration that cannot be used at all."""

from __future__ import annotations

from conspectus.engine.errors import ConspectusError


class IntakeError(ConspectusError):
    """The folder or its manifest cannot be read."""


class ConfigurationError(ConspectusError):
    """forum.toml or corrections.toml cannot be used as it is."""
