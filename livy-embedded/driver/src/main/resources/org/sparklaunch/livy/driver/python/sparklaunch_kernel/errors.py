"""Renders an exception as Livy does: name, message, and a traceback without the kernel's own frames."""

import traceback

_LONGEST = 100000


def render(error):
    """An error reply. Never fails, whatever the user's exception class does."""
    return {
        "status": "error",
        "ename": type(error).__name__,
        "evalue": _bounded(_message(error)),
        "traceback": [_bounded(line) for line in _lines(error)],
    }


def _message(error):
    try:
        return str(error)
    except Exception:
        return "<unprintable %s object>" % type(error).__name__


def _lines(error):
    """Chained causes are left out, as is the statement's own top frame; code that did not run has no frames."""
    try:
        lines = traceback.format_exception_only(type(error), error)
    except Exception:
        lines = ["%s: %s\n" % (type(error).__name__, _message(error))]
    frames = traceback.extract_tb(error.__traceback__)
    for depth, frame in enumerate(frames):
        if frame.filename == "<stdin>" and frame.name == "<module>":
            return ["Traceback (most recent call last):\n"] + traceback.format_list(frames[depth + 1 :]) + lines
    return lines


def _bounded(text):
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    if len(text) <= _LONGEST:
        return text
    return "%s... (%d more characters)" % (text[:_LONGEST], len(text) - _LONGEST)
