"""The models of ``people``, one module for each kind of thing."""

from conspectus.people.models.accounts import Account, ErasureRequest, RoleAssignment
from conspectus.people.models.areas import Area
from conspectus.people.models.groups import GroupDeclaration, GroupTree, StakeholderGroup
from conspectus.people.models.organisations import (
    FormerAddress,
    Organisation,
    OrganisationName,
)
from conspectus.people.models.persons import Affiliation, Person
from conspectus.people.models.sessions import AccountSession
from conspectus.people.models.skeletons import NameSkeleton
from conspectus.people.models.tokens import ApiToken

__all__ = [
    "Account",
    "AccountSession",
    "Affiliation",
    "ApiToken",
    "Area",
    "ErasureRequest",
    "FormerAddress",
    "GroupDeclaration",
    "GroupTree",
    "NameSkeleton",
    "Organisation",
    "OrganisationName",
    "Person",
    "RoleAssignment",
    "StakeholderGroup",
]
