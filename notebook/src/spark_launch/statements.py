"""Statements of a session: post, wait with progress, cancel; and Python jobs that run beside them."""

from __future__ import annotations

import base64
import contextlib
import io
import pickle
import time
from dataclasses import dataclass, field
from typing import Any, Callable, Optional

from .errors import Cancelled, LivyError, SparkLaunchError
from .livy import FINAL
from .sessions import Session

#: How long a cancelled statement may take to end.
CANCEL_SECONDS = 30.0
_JOB_END = ("SUCCEEDED", "FAILED", "CANCELLED")


@dataclass
class Output:
    """The output of a statement that ended well.

    Attributes:
        data: mime type to value, as Livy has them.
    """

    data: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What was printed, with the text of the value; may be empty."""
        return str(self.data.get("text/plain", ""))


@dataclass
class Failure:
    """The output of a statement whose code failed."""

    ename: str
    evalue: str
    traceback: list[str]


class Statement:
    """One statement of a session.

    Attributes:
        number: Livy's number.
    """

    def __init__(self, session: Session, number: int) -> None:
        self._session = session
        self.number = number

    @staticmethod
    def post(session: Session, code: str, kind: str) -> Statement:
        """Sends the code; it runs when those before it have ended."""
        answer = session.client.post(f"{session.path}/statements", {"code": code, "kind": kind})
        return Statement(session, int(answer["id"]))

    @property
    def path(self) -> str:
        """The statement's path on the server."""
        return f"{self._session.path}/statements/{self.number}"

    def look(self, wait: float = 0.0) -> dict[str, Any]:
        """Returns the statement as Livy shows it, at its end, or after ``wait`` seconds."""
        return self._session.client.get(self.path, wait=wait)

    def result(self, on_progress: Callable[[float], None] = lambda progress: None) -> Output | Failure:
        """Waits for the end without a limit and returns the output. Ctrl-C cancels the statement.

        Raises:
            Cancelled: the user interrupted, or another client cancelled it.
        """
        with self.cancelled_by_interrupt():
            answer = self._session.client.poll(
                self.path,
                lambda answer: answer["state"] in FINAL,
                lambda answer: on_progress(float(answer.get("progress") or 0)),
            )
        return self.outcome(answer)

    @contextlib.contextmanager
    def cancelled_by_interrupt(self) -> Any:
        """Turns Ctrl-C into a cancelled statement. A second Ctrl-C does not wait for its end."""
        try:
            yield
        except KeyboardInterrupt:
            self.cancel()
            raise Cancelled(f"statement {self.number} of session {self._session.id!r} was cancelled") from None

    def cancel(self) -> None:
        """Cancels the statement and waits for its end, at most half a minute."""
        self._session.client.post(f"{self.path}/cancel")
        limit = time.monotonic() + CANCEL_SECONDS
        while time.monotonic() < limit:
            asked = time.monotonic()
            if self.look(wait=1)["state"] in FINAL:
                return
            if time.monotonic() - asked < 0.1:
                time.sleep(0.1)
        raise Cancelled(
            f"statement {self.number} of session {self._session.id!r} was cancelled but has not ended "
            f"within {CANCEL_SECONDS:.0f} s; %delete_livy_session ends the session"
        )

    def outcome(self, answer: dict[str, Any]) -> Output | Failure:
        """Returns the output in a final answer."""
        output = answer.get("output")
        if answer["state"] == "cancelled":
            raise Cancelled(f"statement {self.number} of session {self._session.id!r} was cancelled")
        if not output:
            raise SparkLaunchError(
                f"statement {self.number} of session {self._session.id!r} has no output (state {answer['state']})"
            )
        if output["status"] == "error":
            trace = [str(line) for line in output.get("traceback") or []]
            return Failure(str(output.get("ename", "Error")), str(output.get("evalue", "")), trace)
        return Output(dict(output.get("data") or {}))


class _Expression:
    """Pickles as a call of eval: functions pickled by value would need the same Python on both sides."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return eval, (self._source,)


class Job:
    """A Python expression that a session evaluates beside its statements."""

    def __init__(self, session: Session, expression: str) -> None:
        """Sends it. ``context`` in it is Livy's job context."""
        self._session = session
        pickled = pickle.dumps(_Expression(f"lambda context: {expression}"), protocol=2)
        body = {"job": base64.b64encode(pickled).decode("ascii"), "jobType": "pyspark"}
        self._path = f"{session.path}/jobs/{session.client.post(f'{session.path}/submit-job', body)['id']}"

    def poll(self) -> Optional[str]:
        """Returns the result, a string; None while it runs.

        Raises:
            SparkLaunchError: the job failed.
        """
        answer = self._session.client.get(self._path)
        if answer.get("state") not in _JOB_END:
            return None
        if answer["state"] != "SUCCEEDED":
            raise SparkLaunchError(f"job failed: {str(answer.get('error') or '').strip().splitlines()[-1:]}")
        pickled = base64.b64decode(base64.b64decode(answer["result"]))
        return _Text.loads(pickled)

    def wait(self, seconds: float) -> Optional[str]:
        """Returns the result; None when it is not there after ``seconds``."""
        limit = time.monotonic() + seconds
        pause = 0.005
        while time.monotonic() < limit:
            result = self.poll()
            if result is not None:
                return result
            time.sleep(pause)
            pause = min(pause * 1.5, 0.1)
        return None


class _Text(pickle.Unpickler):
    """Reads a pickled str and nothing else: a session must not run code in the notebook."""

    @staticmethod
    def loads(data: bytes) -> str:
        try:
            value = _Text(io.BytesIO(data)).load()
        except (pickle.UnpicklingError, EOFError, ValueError) as error:
            raise SparkLaunchError(f"job result not understood: {error}") from None
        if not isinstance(value, str):
            raise SparkLaunchError(f"job result not understood: expected a string, got {type(value).__name__}")
        return value

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"it contains {module}.{name}")


def is_refused(error: LivyError) -> bool:
    """Whether the server has no jobs for this session, as with shared drivers and tokens for SQL only."""
    return error.status in (400, 403, 404, 405, 501)
