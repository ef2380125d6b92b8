"""What somebody said yes to."""

from typing import Final

from sqlalchemy import ColumnElement

from storage.tables import Consent

CONSENT_VERSION: Final = 1
"""Raised whenever the words of the consent question change in meaning; then it is asked anew."""


def holds() -> ColumnElement[bool]:
    """That a consent was given under the present words and not taken back."""
    return (Consent.version == CONSENT_VERSION) & Consent.withdrawn_at.is_(None)
