"""Every bound on what a recap may cost to read, in one place.

A file within MAX_BYTES is always read; what exceeds another bound is kept as plain words
and a warning names the line.
"""

from __future__ import annotations

# Largest file: about 150,000 words, ten times the longest recap we know of.
MAX_BYTES = 1024 * 1024

# Front matter. 40 kB of TOML dotted keys cost 6 s and 1.5 GB in a parser of the field.
MAX_FRONT_BYTES = 8 * 1024
MAX_FRONT_DEPTH = 8

# Lists and quotations inside each other; Python's own stack ends at about 200.
MAX_NESTING = 60

# Lines that are looked at one by one, and marks of Markdown ("*", "[" ...) that are weighed:
# each costs up to some 50 microseconds. A recap of MAX_BYTES has about half as many.
MAX_LINES = 30_000
MAX_MARKS = 50_000

# Characters of one address, and of all addresses that reference links repeat.
MAX_URL = 2048
MAX_EXPANSION = MAX_BYTES
