"""The source of statements, where Python's own tools look for it."""

import linecache
from collections import deque

_KEPT = 1000
_names = deque()


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
