"""Receives SendGrid's signed event webhook, whose signature is ECDSA over the P-256 curve."""

from sendgrid.helpers.eventwebhook import EventWebhook


def receive(payload: str, signature: str, timestamp: str, public_key: str, events) -> int:
    webhook = EventWebhook(public_key)
    if not webhook.verify_signature(payload, signature, timestamp):
        raise PermissionError("the signature does not verify")
    return events.record_batch("sendgrid", payload)
