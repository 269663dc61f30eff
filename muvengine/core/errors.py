"""Every refusal the engine can give.

* MuvError
  - UploadRefused            the file cannot become a trip; nothing was stored
      . FileRefused          what the reader saw, in the order in which it looks
      . FixesRefused         what the fixes say, in the order in which it looks
  - LedgerRefused            points or money cannot move
  - VoucherRefused           this voucher cannot be bought, taken or undone
  - AccessRefused            who are you, and may you?
  - RulebookRefused          a rulebook cannot be read, or not published
  - SettingsRefused          the engine cannot start like this

A refusal carries a stable ``code`` and the facts behind it, never a sentence: ``words``
turns codes into sentences, so that one refusal can be said in several languages, read
aloud or printed.  Classes are written in order of precedence: where several apply, the
first is raised.
"""

from __future__ import annotations

from typing import ClassVar


class MuvError(Exception):
    """Base of every refusal."""

    code: ClassVar[str] = "refused"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = facts


class UploadRefused(MuvError):
    """The file cannot become a trip; nothing was stored and nothing posted."""

    code = "upload_refused"


class FileRefused(UploadRefused):
    """The reader could not make fixes of the bytes."""

    code = "file_refused"


class FileTooBig(FileRefused):
    """More bytes than ``bytes_max``."""

    code = "too_big"


class FileEmpty(FileRefused):
    """No bytes, or white space only."""

    code = "empty"


class FileCompressed(FileRefused):
    """A zip, gzip or other archive."""

    code = "compressed"


class NotXml(FileRefused):
    """The first character is not ``<``."""

    code = "not_xml"


class BadEncoding(FileRefused):
    """An encoding we do not read, or bytes that are not in the one declared."""

    code = "encoding"


class NotGpx(FileRefused):
    """Some other XML, or HTML."""

    code = "not_gpx"


class XmlDtd(FileRefused):
    """A document type declaration: no recorder writes one."""

    code = "xml_dtd"


class XmlSyntax(FileRefused):
    """Not well-formed XML, often a file cut short."""

    code = "xml_syntax"


class XmlDepth(FileRefused):
    """Elements nested too deep."""

    code = "xml_depth"


class XmlShape(FileRefused):
    """Too many attributes on one element, or too many elements."""

    code = "xml_shape"


class GpxVersion(FileRefused):
    """Neither GPX 1.0 nor 1.1."""

    code = "gpx_version"


class TooManyTracks(FileRefused):
    """More tracks than a person records at once."""

    code = "too_many_tracks"


class TooManyPoints(FileRefused):
    """More fixes than ``fixes_max``."""

    code = "too_many_points"


class NoTrack(FileRefused):
    """Waypoints or a planned route, but no recorded track."""

    code = "no_track"


class NoPoints(FileRefused):
    """A track without fixes."""

    code = "no_points"


class BadCoord(FileRefused):
    """More than the tolerated share of fixes has no usable position."""

    code = "coord"


class NoTime(FileRefused):
    """More than the tolerated share of fixes has no usable time: a planned route."""

    code = "no_time"


class FixesRefused(UploadRefused):
    """The fixes cannot be a trip of this person, here and now."""

    code = "fixes_refused"


class TimeOld(FixesRefused):
    """Recorded before the window for uploads."""

    code = "time_old"


class TimeFuture(FixesRefused):
    """Recorded after now."""

    code = "time_future"


class TimeOrder(FixesRefused):
    """Times jump back and forth and cannot be put in order."""

    code = "time_order"


class TimeZero(FixesRefused):
    """All fixes at one instant."""

    code = "time_zero"


class TooLong(FixesRefused):
    """Longer than a day."""

    code = "too_long"


class OutsideArea(FixesRefused):
    """The trip neither starts nor ends in the programme's area."""

    code = "outside_area"


class Duplicate(FixesRefused):
    """The same fixes were uploaded before."""

    code = "duplicate"


class Overlap(FixesRefused):
    """Another trip of this person covers the same time."""

    code = "overlap"


class LedgerRefused(MuvError):
    """Points or money cannot move."""

    code = "ledger_refused"


class KeyReused(LedgerRefused):
    """The attempt key was used before for something else."""

    code = "key_reused"


class NotEnough(LedgerRefused):
    """The wallet holds fewer points than asked."""

    code = "not_enough"


class Unfunded(LedgerRefused):
    """The programme's points or money are used up."""

    code = "unfunded"


class AlreadyReversed(LedgerRefused):
    """A journal is reversed at most once."""

    code = "already_reversed"


class ReasonMissing(LedgerRefused):
    """A correction needs a reason of at least five characters."""

    code = "reason_missing"


class VoucherRefused(MuvError):
    """This voucher cannot be bought, taken or undone."""

    code = "voucher_refused"


class MistypedCode(VoucherRefused):
    """The check character says that a character is wrong."""

    code = "bad_check"


class UnknownCode(VoucherRefused):
    """No voucher carries this code."""

    code = "unknown_code"


class WrongShop(VoucherRefused):
    """It was issued for another shop."""

    code = "wrong_shop"


class VoucherVoid(VoucherRefused):
    """It was withdrawn; the points went back."""

    code = "void"


class AlreadyRedeemed(VoucherRefused):
    """It was used before; the facts say when and where."""

    code = "already_redeemed"


class NotYet(VoucherRefused):
    """Its first day is still to come."""

    code = "not_yet"


class VoucherExpired(VoucherRefused):
    """Its last day is over."""

    code = "expired"


class BadAmount(VoucherRefused):
    """The amount is not what this voucher is worth."""

    code = "amount"


class OfferClosed(VoucherRefused):
    """The offer is not on sale now."""

    code = "offer_closed"


class SoldOut(VoucherRefused):
    """The shop's stock for this offer is used up."""

    code = "sold_out"


class LimitReached(VoucherRefused):
    """This person has had as many as one person may in the period."""

    code = "limit"


class UndoTooLate(VoucherRefused):
    """A redemption can be undone for fifteen minutes, by the tablet that made it."""

    code = "undo_late"


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


class NotAllowed(AccessRefused):
    """Signed in, but this is another audience's page."""

    code = "not_allowed"


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


class RulebookRefused(MuvError):
    """The rulebook has problems; ``problems`` lists them all."""

    code = "rulebook_refused"


class NoRulebook(RulebookRefused):
    """No published rulebook holds on the trip's day."""

    code = "no_rulebook"


class RulebookOverlap(RulebookRefused):
    """Another published version holds on some of these days."""

    code = "rulebook_overlap"


class SettingsRefused(MuvError):
    """The engine cannot start with these settings."""

    code = "settings_refused"
