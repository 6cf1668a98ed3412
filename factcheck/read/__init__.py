"""Readers: bytes to an article, one module a format."""
