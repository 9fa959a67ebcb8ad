"""Runs one statement after the other in the user's module."""

import ast
import json

from . import errors
from .figures import shown_figures
from .magics import Magic, Magics
from .source import Source


class Statements:
    def __init__(self, names, capture, session):
        self._names = names
        self._capture = capture
        self._session = session
        self._magics = Magics(names)
        self._interruptible = False

    def on_interrupt(self, signum, frame):
        """Handles the signal. A signal that comes when no user code runs was meant for a statement that just ended.

        The pending call is forgotten first, since code may call Java again while it unwinds.
        """
        if self._interruptible:
            self._session.forget_pending_call()
            raise KeyboardInterrupt()

    def run(self, group, code):
        """Returns the reply to a statement, also to one that was interrupted or whose code failed."""
        source = Source(group, code)
        self._capture.start()
        try:
            return self._run(group, source)
        except BaseException as error:  # SystemExit, too, is the user's failure and not the kernel's end
            return errors.render(error, source, self._capture.stop(), self._session.causes)
        finally:
            self._capture.stop()

    def _run(self, group, source):
        self._interruptible = True
        try:
            self._session.begin(group)
            result = None
            for part in parse(source):
                result = self._magics.run(part, result) if isinstance(part, Magic) else self._execute(part)
            result = dict(result or {}, **shown_figures())
        finally:
            self._interruptible = False
        return self._reply(result)

    def _execute(self, part):
        for compiled in part:
            exec(compiled, self._names)

    def _reply(self, result):
        exceeded = self._capture.exceeded or any(len(value) > self._capture.limit for value in result.values())
        text = self._capture.stop().rstrip()
        if exceeded:  # also where the code caught the error that its print ended with
            raise self._capture.too_large()
        if text or not result:
            result["text/plain"] = json.dumps(text, ensure_ascii=False)
        return {"status": "ok", "data": result}


def parse(source):
    """Returns the parts of a statement, all compiled before any runs: a syntax error anywhere runs nothing.

    Code that is Python is one part. Only other code is searched for lines that start with a percent sign.
    """
    try:
        return [_compile(source.code, source)]
    except SyntaxError:
        parts = list(_split(source.code))
        if not any(part.startswith("%") for part in parts):
            raise
    return [Magic.parse(part) if part.startswith("%") else _compile(part, source) for part in parts]


def _compile(code, source):
    """The last statement is compiled as at a prompt, so the value of an expression is printed."""
    body = ast.parse(code, source.name).body
    source.note_classes(body)
    last = ast.Interactive(body[-1:])
    return [compile(ast.Module(body[:-1], []), source.name, "exec"), compile(last, source.name, "single")]


def _split(code):
    """Cuts at lines of magics. Code between them keeps its line numbers by empty lines before it."""
    lines = []
    for number, line in enumerate(code.rstrip().split("\n")):
        if not line.startswith("%"):
            lines.append(line)
            continue
        if any(lines):
            yield "\n".join(lines)
        yield line
        lines = [""] * (number + 1)
    if any(lines):
        yield "\n".join(lines)
