"""Receives Stripe's webhooks."""

import stripe


def receive(payload: bytes, signature: str, secret: str, tolerance: int, events) -> bool:
    event = stripe.Webhook.construct_event(payload, signature, secret, tolerance=tolerance)
    return events.record("stripe", event.id, event.type)
