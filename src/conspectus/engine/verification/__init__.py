"""The verifier: whether what a paper says is carried by the words it leads to (DESIGN §3)."""

from conspectus.engine.verification.profile import Profile, profile
from conspectus.engine.verification.support import Support, supports, supports_profile

__all__ = ["Profile", "Support", "profile", "supports", "supports_profile"]
