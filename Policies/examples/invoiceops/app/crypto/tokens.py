"""Encrypts OAuth tokens before they are stored, and decrypts them for the call that needs them."""

from cryptography.fernet import Fernet, MultiFernet


class TokenCipher:
    """The first key encrypts; older ones still decrypt until every row has been rotated."""

    def __init__(self, keys: list[str]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def encrypt(self, token: str) -> bytes:
        return self._fernet.encrypt(token.encode())

    def decrypt(self, ciphertext: bytes) -> str:
        return self._fernet.decrypt(ciphertext).decode()
