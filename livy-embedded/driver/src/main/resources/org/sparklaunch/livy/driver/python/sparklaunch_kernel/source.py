"""The source of statements, where Python's own tools look for it."""

import ast
import inspect
import linecache
from collections import deque

_KEPT = 1000
_names = deque()
_classes = {}
_file_of_others = inspect.getfile


def _file_of(obj):
    """A class knows its module only, and the module of all statements has no file."""
    name = getattr(obj, "__qualname__", None)
    if inspect.isclass(obj) and obj.__module__ == "__main__" and name in _classes:
        return _classes[name]
    return _file_of_others(obj)


inspect.getfile = _file_of


class Source:
    """The code of a statement under a file name of its own, which functions keep when the statement is long over."""

    def __init__(self, group, code):
        self.code = code.replace("\r\n", "\n")
        self.name = "<%s>" % group
        # Without a time of change it is never compared with a file.
        linecache.cache[self.name] = (len(self.code), None, self.code.splitlines(True), self.name)
        if self.name not in _names:
            _names.append(self.name)
        if len(_names) > _KEPT:
            linecache.cache.pop(_names.popleft(), None)

    def note_classes(self, body, prefix=""):
        """Remembers which statement defined a class last."""
        for node in body:
            inner = prefix
            if isinstance(node, ast.ClassDef):
                _classes[prefix + node.name] = self.name
                inner = prefix + node.name + "."
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                inner = prefix + node.name + ".<locals>."
            for field in ("body", "orelse", "handlers", "finalbody"):
                self.note_classes(getattr(node, field, None) or [], inner)
