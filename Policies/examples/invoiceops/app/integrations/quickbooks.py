"""Sends approved invoices to QuickBooks, for organizations that connected it."""

from app.crypto.tokens import TokenCipher


class QuickBooks:
    def __init__(self, connections, cipher: TokenCipher, client) -> None:
        self._connections = connections
        self._cipher = cipher
        self._client = client

    def send(self, organization: str, invoice: dict) -> None:
        connection = self._connections.find(organization)
        if connection is None:
            return
        token = self._cipher.decrypt(connection.access_token_ciphertext)
        self._client.create_bill(token, invoice)
