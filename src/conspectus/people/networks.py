"""From which network a request comes, and when nobody can tell."""

from __future__ import annotations

import ipaddress
from typing import Final

from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.http import HttpRequest

WIDTHS: Final = {4: (32, 24), 6: (64, 56, 48)}
"""Bits of the networks in which a reader is counted, by version of the protocol."""


def address_of(request: HttpRequest) -> str:
    """The reader's address, an IPv4 one as itself also where the socket is of IPv6; "" for none."""
    return unmapped(get_client_ip(request) or "")


def network_of(request: HttpRequest) -> str:
    """The reader's network: its address, of IPv6 the first 64 bits; "" where nobody can tell.

    That is where a request comes from this machine itself and no web server was told of
    (CONSPECTUS_PROXIES): it is the operator's own, or comes through one that we do not know of,
    and then all readers have that address. Limits by network count nothing of it.
    """
    given = address_of(request)
    if not settings.ALLAUTH_TRUSTED_PROXY_COUNT and (not given or _is_of_this_machine(given)):
        return ""
    return str(truncate_ip(given))[:60]


def networks_around(request: HttpRequest) -> tuple[tuple[int, int, str], ...]:
    """The networks that the reader is in, the narrowest first: (version, bits, network).

    Of IPv4 the address and its /24; of IPv6 its /64, which is one household's or one phone's, /56
    and /48, which providers hand out. None where nobody can tell (`network_of`).
    """
    if not network_of(request):
        return ()
    try:
        address = ipaddress.ip_address(address_of(request))
    except ValueError:
        return ()
    return tuple(
        (address.version, bits, str(ipaddress.ip_network((address.packed, bits), strict=False)))
        for bits in WIDTHS[address.version]
    )


def unmapped(address: str) -> str:
    """ "::ffff:192.0.2.1" as the IPv4 address that it is (RFC 4291 §2.5.5.2)."""
    try:
        mapped = getattr(ipaddress.ip_address(address), "ipv4_mapped", None)
    except ValueError:
        return address
    return str(mapped or address)


def _is_of_this_machine(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
