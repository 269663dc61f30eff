"""How a refusal is said over HTTP, the same for pages and the API."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from muvengine.core import errors
from muvengine.core.errors import MuvError

# The most specific class wins; a class not listed takes its parent's.
STATUSES: Final[Mapping[type[MuvError], HTTPStatus]] = {
    errors.MuvError: HTTPStatus.CONFLICT,
    errors.UploadRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.FileTooBig: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.KeyReused: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.ReasonMissing: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.MistypedCode: HTTPStatus.NOT_FOUND,
    errors.UnknownCode: HTTPStatus.NOT_FOUND,
    errors.PracticeCode: HTTPStatus.CONFLICT,
    errors.BadAmount: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.SignInNeeded: HTTPStatus.UNAUTHORIZED,
    errors.BadCredentials: HTTPStatus.UNAUTHORIZED,
    errors.TooManyAttempts: HTTPStatus.TOO_MANY_REQUESTS,
    errors.TabletSuspended: HTTPStatus.FORBIDDEN,
    errors.TabletRevoked: HTTPStatus.FORBIDDEN,
    errors.NotAllowed: HTTPStatus.FORBIDDEN,
    errors.OwnAccount: HTTPStatus.FORBIDDEN,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.StorageRefused: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.DiskFull: HTTPStatus.INSUFFICIENT_STORAGE,
    errors.BadInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.KeyMissing: HTTPStatus.BAD_REQUEST,
    errors.RulebookRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.GameRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.GameLate: HTTPStatus.UNPROCESSABLE_ENTITY,
}


def status_of(error: MuvError) -> HTTPStatus:
    """Give the status a refusal is sent with."""
    return next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)
