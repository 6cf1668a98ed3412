"""Quotations and contents: a content never cuts a quotation, and a quotation can go on after its cue."""

from __future__ import annotations

from ._attr_tree import LOOSE, MARKS, Range, Tree


def adjacent_before(tree: Tree, token: int) -> Range | None:
    """Return the quotation that closes right before ``token`` (a comma or a dash may stand between)."""
    i = token - 1
    while i >= 0 and (tree.low[i] in LOOSE or not tree.words[i].strip()) and tree.quoted[i] < 0:
        i -= 1
    if i < 0 or tree.quoted[i] < 0:
        return None
    quote = tree.quotes[tree.quoted[i]]
    return quote if quote[1] == i + 1 and quote[1] - quote[0] > 2 else None


def grow(tree: Tree, content: tuple[Range, ...], cue: int) -> tuple[Range, ...]:
    """Return the content with each quotation that it cuts taken whole, and ranges that meet joined.

    A content inside the quotation that also holds its cue stays inside it.
    """
    home = tree.quoted[cue]
    grown: list[Range] = []
    for first, end in content:
        if home >= 0:
            first, end = max(first, tree.quotes[home][0]), min(end, tree.quotes[home][1])
        else:
            first, end = _whole(tree, first, cue, end), _whole_end(tree, end, cue)
        if grown and first <= grown[-1][1]:
            grown[-1] = (grown[-1][0], max(end, grown[-1][1]))
        elif first < end:
            grown.append((first, end))
    return tuple(grown)


def _whole(tree: Tree, first: int, cue: int, end: int) -> int:
    number = tree.quoted[first] if first < end else -1
    return tree.quotes[number][0] if number >= 0 and tree.quoted[cue] != number else first


def _whole_end(tree: Tree, end: int, cue: int) -> int:
    number = tree.quoted[end - 1]
    if number >= 0:
        return tree.quotes[number][1]
    if end < len(tree) and tree.low[end] in MARKS and tree.quoted[end] >= 0:
        number = tree.quoted[end]
        if tree.quotes[number][1] == end + 1:
            return end + 1
    return end


def follows(tree: Tree, content: tuple[Range, ...], cue: int) -> tuple[Range, ...] | None:
    """Return the content with the quotations that go on after it: ``"A," he said. "B."``; None if none does.

    A quotation goes on when it opens a sentence of the same paragraph right after the sentence of the cue (or
    after another that went on) and has no cue of its own behind it.
    """
    if tree.quoted[cue] >= 0 or not any(tree.quoted[i] >= 0 for a, b in content for i in (a, b - 1)):
        return None
    last = max(content[-1][1], cue + 1)
    end = tree.sentences[tree.sentence[last - 1]][1]
    more: list[Range] = []
    for quote in tree.quotes:
        if quote[0] < last:
            continue
        between = range(end, quote[0]) if quote[0] >= end else range(0)
        if any(tree.words[i].strip() for i in between) or not _opens(tree, quote) or _has_cue(tree, quote):
            break
        more.append(quote)
        end = last = quote[1]
    return (*content, *more) if more else None


def _opens(tree: Tree, quote: Range) -> bool:
    """Say whether the quotation stands at the beginning of a sentence."""
    before = quote[0] - 1
    while before >= 0 and not tree.words[before].strip():
        before -= 1
    return before < 0 or tree.low[before] in (".", "?", "!", "…") or tree.words[before][-1:] in '.?!"”'


def _has_cue(tree: Tree, quote: Range) -> bool:
    """Say whether words of the same sentence follow the quotation: then it has a cue of its own, or none."""
    inner = quote[1] - 2
    if tree.low[inner] == ",":
        return True
    after = quote[1]
    while after < len(tree) and not tree.words[after].strip():
        after += 1
    if after >= len(tree):
        return False
    return tree.words[after][:1].islower() or tree.low[inner] not in (".", "?", "!", "…", "...")
