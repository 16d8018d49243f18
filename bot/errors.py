"""Every error Recapbot raises on purpose.

RecapbotError
├── ConfigError        the environment or the command line is wrong
├── ReadError          a file cannot become a recap (binary, too large, unreadable)
├── StoreError         a library cannot be opened, read or written
│   ├── NewerLibrary   it was written by a newer version
│   └── DamagedLibrary it fails its integrity check
├── NotFound           what was named does not exist (a recap, a revision)
├── FetchError         a web address was refused or could not be read
└── NotAllowed         the person may not do this

Each message is one sentence or two for the person who reads it: what was wrong, and
what to do. The cause is chained (`raise … from error`).
"""

from __future__ import annotations


class RecapbotError(Exception):
    """Root of all errors raised on purpose; its text may be shown to a person."""


class ConfigError(RecapbotError):
    """The environment or the command line is wrong."""


class ReadError(RecapbotError):
    """A file cannot become a recap."""


class StoreError(RecapbotError):
    """A library cannot be opened, read or written."""


class NewerLibrary(StoreError):
    """The library was written by a newer version of Recapbot."""


class DamagedLibrary(StoreError):
    """The library fails its integrity check."""


class NotFound(RecapbotError):
    """What was named does not exist."""


class FetchError(RecapbotError):
    """A web address was refused or could not be read."""


class NotAllowed(RecapbotError):
    """The person may not do this."""
