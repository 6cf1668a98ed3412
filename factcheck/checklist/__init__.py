"""The pre-publication checklist: points, decisions, what they carry over an edit, and what still blocks.

Pure: a report, a list of points and the entries of the trail go in; states, requests and new entries come out. Disk,
clock and terminal belong to the callers (docs/design.md, "The checklist").
"""
