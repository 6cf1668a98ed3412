"""The words of numbers, units and dates, shared by ``quantity`` and ``when``: lists and patterns, no judgement."""

#: A space within a line, of any kind. A class that names the odd spaces one by one takes ten times as long to compile.
SPACE = r"[^\S\n]"
