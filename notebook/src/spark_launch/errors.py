"""Errors that a notebook shows as one line, and the errors of remote code with their traceback."""

from __future__ import annotations


class SparkLaunchError(Exception):
    """A command failed. The message has what failed, the value concerned and what to do."""

    def _render_traceback_(self) -> list[str]:
        """Returns what IPython shows instead of the stack of this package."""
        return [f"{type(self).__name__}: {self}"]


class UsageError(SparkLaunchError):
    """The command line of a magic is wrong."""


class Unreachable(SparkLaunchError):
    """No connection to the Livy server."""


class LivyError(SparkLaunchError):
    """The Livy server answered with an error.

    Attributes:
        status: HTTP status code.
    """

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class StatementError(SparkLaunchError):
    """Code failed in the session.

    Attributes:
        ename: class name of the remote error.
        evalue: message of the remote error.
        traceback: lines of the remote traceback; empty when there is none.
    """

    def __init__(self, ename: str, evalue: str, traceback: list[str]) -> None:
        super().__init__(f"{ename}: {evalue}")
        self.ename = ename
        self.evalue = evalue
        self.traceback = traceback

    def _render_traceback_(self) -> list[str]:
        lines = "".join(line if line.endswith("\n") else line + "\n" for line in self.traceback).splitlines()
        if any(line.startswith(self.ename) for line in lines):
            return lines
        # Scala and R: the message comes first, then the lines that point into the code.
        message = self.evalue if self.ename == "Error" else f"{self.ename}: {self.evalue}"
        return [*message.splitlines(), *lines]


class Cancelled(SparkLaunchError):
    """The user interrupted the cell and its statement was cancelled."""
