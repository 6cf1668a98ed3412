"""The words of numbers, units and dates, shared by ``quantity`` and ``when``: lists and patterns, no judgement."""
