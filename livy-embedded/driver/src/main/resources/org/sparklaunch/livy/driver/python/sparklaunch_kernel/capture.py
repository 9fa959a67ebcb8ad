"""What a statement prints, kept within a limit while it prints."""

import io
import os
import sys
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
        """Stays open: loggers may hold a stream that a statement closed."""


class Capture:
    """Both streams of one kernel. Each statement gets new ones, whatever the last one did to its own.

    Loggers keep hold of old ones: all write to the same place for the whole life of the kernel.
    """

    def __init__(self, limit):
        self.limit = limit
        self.open = False
        self.exceeded = False
        self._left = limit
        self._exempt = threading.local()
        self._bytes = [_Bytes(self), _Bytes(self)]
        self._renew_streams()

    def _renew_streams(self):
        sys.stdout, sys.stderr = (
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
        self._renew_streams()
        self.open = True

    def stop(self):
        """Ends the capture and returns the text of both streams, standard output first."""
        self.open = False
        self._renew_streams()
        return "".join(b"".join(target.chunks).decode("utf-8", "replace") for target in self._bytes)

    def take(self, size):
        if self.exceeded or size > self._left:
            self.exceeded = True
            raise self.too_large()
        self._left -= size

    def too_large(self):
        return OutputTooLarge(
            "output larger than %d bytes, the limit of a statement; print less or write it to a file"
            % self.limit
        )
