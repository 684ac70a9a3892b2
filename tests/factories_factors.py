"""Second factors for tests: who has one, and a device that makes passkeys without a browser."""

from __future__ import annotations

import hashlib
import json
import os
import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - an invented app's


def an_app(account) -> Authenticator:
    """An authenticator app with `SECRET`."""
    return Authenticator.objects.create(
        user=account, type="totp", data={"secret": get_adapter().encrypt(SECRET)}
    )


def recovery_codes(account) -> Authenticator:
    seed = get_adapter().encrypt("0" * 80)
    return Authenticator.objects.create(
        user=account, type="recovery_codes", data={"seed": seed, "used_mask": 0}
    )


def confirmed(client, account):
    """The client has just confirmed that it is who has signed in."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(account)
    session.save()
    return client


class Device:
    """Makes one passkey and signs with it, as a telephone does (WebAuthn, "none" attestation)."""

    def __init__(self, origin="http://localhost:8000", site="localhost"):
        self._origin, self._site = origin, site
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._id = os.urandom(16)
        self._user = b""

    def makes(self, options) -> str:
        """The answer to options of creation, as the script of the page sends it."""
        given = options["publicKey"]
        self._user = given["user"]["id"]
        public = ES256.from_cryptography_key(self._key.public_key())
        credential = AttestedCredentialData.create(b"\0" * 16, self._id, public)
        flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
        data = AuthenticatorData.create(self._hash(), flags, 0, credential)
        made = AttestationObject.create("none", data, {})
        client = self._client("webauthn.create", given["challenge"])
        return self._answer(
            {"clientDataJSON": client, "attestationObject": bytes(made)}, credProps={"rk": True}
        )

    def signs(self, options) -> str:
        """The answer to options of a request."""
        client = self._client("webauthn.get", options["publicKey"]["challenge"])
        flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
        data = bytes(AuthenticatorData.create(self._hash(), flags, 1))
        signed = self._key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        answer = {"clientDataJSON": client, "authenticatorData": data, "signature": signed}
        return self._answer(answer, handle=self._user)

    def _hash(self) -> bytes:
        return hashlib.sha256(self._site.encode()).digest()

    def _client(self, kind, challenge) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self._origin}
        return json.dumps(told).encode()

    def _answer(self, response, handle="", **results) -> str:
        coded = {name: websafe_encode(value) for name, value in response.items()}
        if handle:
            coded["userHandle"] = handle
        name = websafe_encode(self._id)
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "response": coded,
                "clientExtensionResults": results,
            }
        )


def a_passkey(account, name="Telephone") -> Authenticator:
    """A passkey of a device that is thrown away."""
    options = {"publicKey": {"user": {"id": websafe_encode(b"1")}, "challenge": "AAAA"}}
    return Authenticator.objects.create(
        user=account,
        type="webauthn",
        data={"name": name, "credential": json.loads(Device().makes(options))},
    )
