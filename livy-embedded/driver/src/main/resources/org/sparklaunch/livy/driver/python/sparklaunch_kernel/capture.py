"""What a statement prints, kept within a limit while it prints."""

import io
import os
import threading


class OutputTooLarge(Exception):
    """Ends the print that went over the limit, and with it a runaway loop."""


class _Bytes(io.BufferedIOBase):
    """Collects while a statement runs; between statements background threads print to the session's log."""

    def __init__(self, capture):
        self._capture = capture
        self.chunks = []

    def writable(self):
        return True

    def write(self, data):
        data = bytes(data)
        if self._capture.listens():
            self._capture.take(len(data))
            self.chunks.append(data)
        else:
            os.write(2, data)
        return len(data)

    def fileno(self):
        return 2

    def close(self):
        """Stays open: closing sys.stdout in one statement must not break the next one."""


class Capture:
    """Both streams of one kernel. They are the same objects for its whole life, since loggers keep hold of them."""

    def __init__(self, limit):
        self.limit = limit
        self.open = False
        self.exceeded = False
        self._left = limit
        self._exempt = threading.local()
        self._bytes = [_Bytes(self), _Bytes(self)]
        self.stdout, self.stderr = (
            io.TextIOWrapper(target, "utf-8", "backslashreplace", write_through=True) for target in self._bytes
        )

    def exempt_this_thread(self):
        """What a job prints goes to the session's log, it is no part of the statement that happens to run."""
        self._exempt.marked = True

    def listens(self):
        return self.open and not getattr(self._exempt, "marked", False)

    def start(self):
        for target in self._bytes:
            target.chunks = []
        self._left = self.limit
        self.exceeded = False
        self.open = True

    def stop(self):
        """The text of both streams, standard output first."""
        self.open = False
        return "".join(b"".join(target.chunks).decode("utf-8", "replace") for target in self._bytes)

    def take(self, size):
        if self.exceeded or size > self._left:
            self.exceeded = True
            raise self.too_large()
        self._left -= size

    def too_large(self):
        return OutputTooLarge(
            "the output is larger than the %d bytes a statement may answer; print less or write it to a file"
            % self.limit
        )
