"""The verifier: whether what a paper says is carried by the words it leads to (DESIGN §3).

``verify_paper`` and ``verify_sentence`` give findings V1 to V6 and V8; ``supports`` tells for one
holder whether its evidence by itself carries a claim (V3 to V5), ``supports_profile`` the same on
profiles made beforehand, fast enough for every pair of wording and passage. V7, an entailment
model, is optional in the design and is not part of the package.
"""

from conspectus.engine.verification.finding import CODES, Finding
from conspectus.engine.verification.papers import verify_paper
from conspectus.engine.verification.profile import Profile, profile
from conspectus.engine.verification.sentences import verify_sentence
from conspectus.engine.verification.support import Support, supports, supports_profile

__all__ = [
    "CODES",
    "Finding",
    "Profile",
    "Support",
    "profile",
    "supports",
    "supports_profile",
    "verify_paper",
    "verify_sentence",
]
