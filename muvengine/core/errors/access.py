"""Who are you, may you, and is it what we asked for?"""

from __future__ import annotations

from muvengine.core.errors.refusal import MuvError


class AccessRefused(MuvError):
    """Who are you, and may you?"""

    code = "access_refused"


class SignInNeeded(AccessRefused):
    """Nobody is signed in."""

    code = "sign_in_needed"


class BadCredentials(AccessRefused):
    """Card, PIN, password, link or pairing code is wrong; we do not say which part."""

    code = "bad_credentials"


class TooManyAttempts(AccessRefused):
    """Too many tries; ``retry_after_s`` tells how long to wait."""

    code = "too_many_attempts"


class TabletSuspended(AccessRefused):
    """This tablet sent too many unknown codes: it waits until an organiser has looked."""

    code = "tablet_suspended"


class TabletRevoked(AccessRefused):
    """This tablet was shut out before it took the voucher."""

    code = "tablet_revoked"


class NotAllowed(AccessRefused):
    """Signed in, but this is another audience's page."""

    code = "not_allowed"


class OwnAccount(AccessRefused):
    """A helper's hand would give something to themselves, or to whom they have a mandate of."""

    code = "own_account"


class NotFound(AccessRefused):
    """No such thing, or not yours to see; we do not say which."""

    code = "not_found"


class NotPossible(MuvError):
    """The thing is no longer in a state in which this can be done."""

    code = "not_possible"


class BadInput(MuvError):
    """A form or body is not as it should be; ``fields`` holds a code per field."""

    code = "bad_input"


class KeyMissing(BadInput):
    """A write over the API carries an Idempotency-Key."""

    code = "key_missing"
