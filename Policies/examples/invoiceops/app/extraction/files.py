"""Reads an uploaded invoice from file storage into memory for the extraction."""

from io import BytesIO


def load(storage, key: str) -> BytesIO:
    buffer = BytesIO()
    storage.download_fileobj("invoiceops-files", key, buffer)
    buffer.seek(0)
    return buffer
