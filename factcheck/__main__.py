"""``python -m factcheck`` is ``factcheck``."""

from .cli import main

main()
