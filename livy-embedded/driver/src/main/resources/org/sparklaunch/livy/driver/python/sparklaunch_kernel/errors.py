"""Renders an exception as Livy does: name, message, and a traceback without the kernel's own frames."""

import os
import traceback

_LONGEST = 100000
_KERNEL = os.path.dirname(os.path.abspath(__file__)) + os.sep
_HEADERS = ("Traceback (most recent call last):", "Exception Group Traceback (most recent call last):")


def render(error, source=None, printed="", causes=None):
    """Returns an error reply. Never fails, whatever the user's exception class does.

    source is the statement that failed, printed what it printed before, and causes gives the Java causes of an exception.
    """
    name = source and source.name
    if isinstance(error, SyntaxError) and error.filename == name and name:
        error.filename = "<stdin>"
    message = _message(error) + (causes(error) if causes else "")
    return {
        "status": "error",
        "ename": type(error).__name__,
        "evalue": _bounded(message),
        "traceback": [_bounded(line) for line in _lines(error, name)],
        "printed": _bounded(printed),
    }


def _message(error):
    try:
        return str(error)
    except Exception:
        return "<unprintable %s object>" % type(error).__name__


def _lines(error, name):
    """The traceback with causes and the members of groups. Code that did not run has no frames and no heading."""
    try:
        shown = traceback.TracebackException(type(error), error, error.__traceback__)
        ran = any(frame.filename == name for frame in shown.stack)
        _tidy(shown, name, ran, set())
        lines = list(shown.format())
    except Exception:
        return ["%s: %s\n" % (type(error).__name__, _message(error))]
    return [line for line, after in zip(lines, lines[1:] + [""]) if not _is_empty_heading(line, after)]


def _tidy(shown, name, ran, seen):
    """Removes frames of the kernel, or all if no code of the statement ran. Names the statement as Livy names all code."""
    if shown is None or id(shown) in seen:
        return
    seen.add(id(shown))
    kept = [frame for frame in shown.stack if ran and not frame.filename.startswith(_KERNEL)]
    shown.stack[:] = [_renamed(frame, name) for frame in kept]
    if name and getattr(shown, "filename", None) == name:
        shown.filename = "<stdin>"
    for other in [shown.__cause__, shown.__context__, *(getattr(shown, "exceptions", None) or [])]:
        _tidy(other, name, ran, seen)


def _renamed(frame, name):
    # The source line is found by the name, so it is read first.
    if frame.line is not None and frame.filename == name:
        frame.filename = "<stdin>"
    return frame


def _is_empty_heading(line, after):
    return line.strip(" |+-\n") in _HEADERS and not after.lstrip(" |").startswith("File ")


def _bounded(text):
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    if len(text) <= _LONGEST:
        return text
    return "%s... (%d more characters)" % (text[:_LONGEST], len(text) - _LONGEST)
