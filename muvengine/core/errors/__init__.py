"""Every refusal the engine can give.

* MuvError
  - UploadRefused            the file cannot become a trip; nothing was stored
      . FileRefused          what the reader saw, in the order in which it looks
      . FixesRefused         what the fixes say, in the order in which it looks
  - LedgerRefused            points or money cannot move
  - VoucherRefused           this voucher cannot be bought, taken or undone
  - AccessRefused            who are you, and may you?
  - StorageRefused           the database cannot keep anything now
  - RulebookRefused          a rulebook cannot be read, or not published
  - SettingsRefused          the engine cannot start like this

A refusal carries a stable ``code`` and the facts behind it, never a sentence: ``words``
turns codes into sentences, so that one refusal can be said in several languages, read
aloud or printed.  Classes are written in order of precedence: where several apply, the
first is raised.
"""

from __future__ import annotations

from muvengine.core.errors.access import (
    AccessRefused,
    BadCredentials,
    BadInput,
    KeyMissing,
    NotAllowed,
    NotFound,
    NotPossible,
    SignInNeeded,
    TabletRevoked,
    TabletSuspended,
    TooManyAttempts,
)
from muvengine.core.errors.money import (
    AgeUnsaid,
    AlreadyRedeemed,
    AlreadyReversed,
    BadAmount,
    BillNeeded,
    Blackout,
    DayLimitReached,
    KeyReused,
    LedgerRefused,
    LimitReached,
    MistypedCode,
    NotEnough,
    NotYet,
    OfferClosed,
    OwnShop,
    ReasonMissing,
    SoldOut,
    SoldOutToday,
    UndoTooLate,
    Unfunded,
    UnknownCode,
    VoucherExpired,
    VoucherRefused,
    VoucherVoid,
    WrongShop,
)
from muvengine.core.errors.refusal import (
    MuvError,
)
from muvengine.core.errors.rulebook import (
    NoRulebook,
    RulebookOverlap,
    RulebookRefused,
    SettingsRefused,
)
from muvengine.core.errors.storage import (
    DatabaseAway,
    DiskFull,
    StorageRefused,
)
from muvengine.core.errors.upload import (
    BadCoord,
    BadEncoding,
    Duplicate,
    FileCompressed,
    FileEmpty,
    FileRefused,
    FileTooBig,
    FixesRefused,
    GpxVersion,
    NoPoints,
    NotGpx,
    NoTime,
    NoTrack,
    NotXml,
    OutsideArea,
    Overlap,
    TimeFuture,
    TimeOld,
    TimeOrder,
    TimeZero,
    TooLong,
    TooManyPoints,
    TooManyTracks,
    UploadRefused,
    XmlDepth,
    XmlDtd,
    XmlShape,
    XmlSyntax,
)

__all__ = [
    "AccessRefused",
    "AgeUnsaid",
    "AlreadyRedeemed",
    "AlreadyReversed",
    "BadAmount",
    "BadCoord",
    "BadCredentials",
    "BadEncoding",
    "BadInput",
    "BillNeeded",
    "Blackout",
    "DatabaseAway",
    "DayLimitReached",
    "DiskFull",
    "Duplicate",
    "FileCompressed",
    "FileEmpty",
    "FileRefused",
    "FileTooBig",
    "FixesRefused",
    "GpxVersion",
    "KeyMissing",
    "KeyReused",
    "LedgerRefused",
    "LimitReached",
    "MistypedCode",
    "MuvError",
    "NoPoints",
    "NoRulebook",
    "NoTime",
    "NoTrack",
    "NotAllowed",
    "NotEnough",
    "NotFound",
    "NotGpx",
    "NotPossible",
    "NotXml",
    "NotYet",
    "OfferClosed",
    "OutsideArea",
    "Overlap",
    "OwnShop",
    "ReasonMissing",
    "RulebookOverlap",
    "RulebookRefused",
    "SettingsRefused",
    "SignInNeeded",
    "SoldOut",
    "SoldOutToday",
    "StorageRefused",
    "TabletRevoked",
    "TabletSuspended",
    "TimeFuture",
    "TimeOld",
    "TimeOrder",
    "TimeZero",
    "TooLong",
    "TooManyAttempts",
    "TooManyPoints",
    "TooManyTracks",
    "UndoTooLate",
    "Unfunded",
    "UnknownCode",
    "UploadRefused",
    "VoucherExpired",
    "VoucherRefused",
    "VoucherVoid",
    "WrongShop",
    "XmlDepth",
    "XmlDtd",
    "XmlShape",
    "XmlSyntax",
]
