"""Measurements that anyone can run; see docs/quality.md for the figures."""
