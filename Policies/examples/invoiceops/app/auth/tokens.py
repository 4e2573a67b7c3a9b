"""Verifies the session tokens that Clerk signs."""

import jwt


class TokenVerifier:
    def __init__(self, issuer: str, keys: jwt.PyJWKClient) -> None:
        self._issuer = issuer
        self._keys = keys

    def verify(self, token: str) -> dict:
        key = self._keys.get_signing_key_from_jwt(token)
        return jwt.decode(
            token,
            key.key,
            algorithms=["RS256"],
            issuer=self._issuer,
            options={"require": ["exp", "iss", "sub"]},
        )
