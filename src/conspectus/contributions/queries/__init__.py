"""What the pages of ``contributions`` show: querysets and frozen dataclasses."""
