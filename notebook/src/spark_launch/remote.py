"""The helper inside a session's Python: installs it, calls it, and runs cells through it with live output."""

from __future__ import annotations

import base64
import collections
import hashlib
import importlib.resources
import json
import time
import uuid
import zlib
from typing import Any, Callable, Optional

from .errors import LivyError, SparkLaunchError, StatementError
from .livy import FINAL, Content
from .sessions import Session
from .statements import Failure, Job, Output, Statement, is_refused

MARK = "\x1espark-launch "
#: Bytes of a part: as base64 it stays below the 4 MiB that a statement may answer.
PART_BYTES = 2_900_000
#: Parts asked for in advance.
_AHEAD = 3
_LIVE_WAIT_SECONDS = 5.0
_QUICK_SECONDS = 0.25

Event = tuple[str, Any]


def _helper_source() -> str:
    return importlib.resources.files("spark_launch").joinpath("remote_helper.py").read_text(encoding="utf-8")


_SOURCE = _helper_source()
_MODULE = "spark_launch_remote_" + hashlib.sha256(_SOURCE.encode()).hexdigest()[:8]
_CALL = f"__import__({_MODULE!r})"
_INSTALL = (
    "import base64, sys, types, zlib\n"
    f"_m = types.ModuleType({_MODULE!r})\n"
    f"exec(compile(zlib.decompress(base64.b64decode({base64.b64encode(zlib.compress(_SOURCE.encode(), 9)).decode()!r}))"
    ".decode(), '<spark-launch>', 'exec'), _m.__dict__)\n"
    f"sys.modules[{_MODULE!r}] = _m\n"
    "del _m, base64, types, zlib\n"
)


class Remote:
    """The Python of one session, as the notebook uses it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._jobs_work = True

    # --- calls ---------------------------------------------------------------------------------------------------

    def call(self, function: str, *arguments: Any, on_progress: Callable[[float], None] = lambda progress: None) -> Any:
        """Calls a function of the helper in a statement and returns what it answers; None without an answer."""
        code = f"{_CALL}.{function}({', '.join(map(repr, arguments))})"
        output = self._statement(code).result(on_progress)
        if _is_missing(output):
            self._install()
            output = self._statement(code).result(on_progress)
        if isinstance(output, Failure):
            raise StatementError(output.ename, output.evalue, output.traceback)
        return _answer(output)[1]

    def _statement(self, code: str) -> Statement:
        return Statement.post(self.session, code, "pyspark")

    def _install(self) -> None:
        """A session has no helper before its first cell, and none again when its Python has died."""
        output = self._statement(_INSTALL).result()
        if isinstance(output, Failure):
            raise SparkLaunchError(
                f"Python of session {self.session.id!r} cannot run cells: {output.ename}: {output.evalue}"
            )

    def read_spool(self, spool: str, size: Optional[int], on_progress: Callable[[float], None]) -> bytearray:
        """Returns what the helper keeps under the name, read in parts that are asked for in advance.

        Args:
            size: of the whole; None while it grows.
        """
        content = bytearray()
        posted: collections.deque[Statement] = collections.deque()
        asked = 0
        while size is None or len(content) < size:
            while len(posted) < _AHEAD and (size is None or asked < size):
                posted.append(self._statement(f"{_CALL}.part({spool!r}, {asked}, {PART_BYTES})"))
                asked += PART_BYTES
            if not posted:
                break
            part, whole = self._part(posted.popleft())
            size = size if whole < 0 else whole
            if not part:
                break
            content += part
            if size is not None:
                on_progress(len(content) / max(1, size))
        self._statement(f"{_CALL}.drop({spool!r})")
        if len(content) != size:
            raise SparkLaunchError(
                f"transfer broken: {len(content)} of {size} bytes came from session "
                f"{self.session.id!r}; run the cell again"
            )
        return content

    def _part(self, statement: Statement) -> tuple[bytes, int]:
        """Returns a part, and the size of the whole or -1."""
        output = statement.result()
        if isinstance(output, Failure):
            raise StatementError(output.ename, output.evalue, output.traceback)
        size, _, encoded = output.text[output.text.rindex(MARK) + len(MARK) :].partition(" ")
        return base64.b64decode(encoded), int(size)

    def upload(self, content: Content) -> str:
        """Sends a file to the session and returns the name under which its Python finds it."""
        name = f"spark-launch-{uuid.uuid4().hex}.bin"
        self.session.client.upload(f"{self.session.path}/upload-file", name, content)
        return name

    def complete(self, code: str, cursor: int, seconds: float) -> list[str]:
        """Returns the Python names that complete the one before the cursor; an empty list after the time limit."""
        if not self._jobs_work:
            return []
        try:
            found = Job(self.session, f"{_CALL}.complete({code!r}, {cursor})").wait(seconds)
        except SparkLaunchError:
            return []
        names: list[str] = json.loads(found) if found else []
        return names

    # --- cells ---------------------------------------------------------------------------------------------------

    def run_cell(
        self,
        code: str,
        file: str,
        source: str,
        on_event: Callable[[str, Any], None],
        on_progress: Callable[[float], None],
    ) -> None:
        """Runs Python of a cell and passes on what it shows while it runs.

        Args:
            code: Python with line numbers of the notebook's cell.
            file: file name in tracebacks.
            source: the cell as the notebook shows it.
            on_event: receives ("stdout" or "stderr", text), ("result" or "display", mime bundle).
            on_progress: receives the part of tasks that are done, 0 to 1.

        Raises:
            StatementError: the code failed; its traceback begins in the cell.
            Cancelled: the user interrupted.
        """
        cell = uuid.uuid4().hex
        call = f"{_CALL}.run({code!r}, {cell!r}, {file!r}, {source!r})"
        output, shown = self._run(call, cell, on_event, on_progress)
        if _is_missing(output):
            self._install()
            output, shown = self._run(call, cell, on_event, on_progress)
        if isinstance(output, Failure):
            self._fail(output, cell, shown, on_event)
            return
        before, answer, after = _split(output)
        error = _show(answer, shown, on_event)[1]
        for kind, text in (("stdout", before), ("stderr", after)):
            if text:
                on_event(kind, text)
        for mime in ("image/png", "application/vnd.livy.table.v1+json", "application/json"):
            if mime in output.data:
                on_event("display", {mime: output.data[mime]})
        if error is not None:
            raise error

    def _run(
        self, call: str, cell: str, on_event: Callable[[str, Any], None], on_progress: Callable[[float], None]
    ) -> tuple[Output | Failure, int]:
        """Posts the cell and waits; returns the output and the number of events that were shown."""
        statement = self._statement(call)
        with statement.cancelled_by_interrupt():
            answer = statement.look(wait=_QUICK_SECONDS)
            shown = 0
            while answer["state"] not in FINAL:
                shown = self._follow(statement, cell, shown, on_event, on_progress)
                answer = statement.look(wait=0 if self._jobs_work else 1)
                on_progress(float(answer.get("progress") or 0))
                if not self._jobs_work:
                    time.sleep(0.05)
        return statement.outcome(answer), shown

    def _follow(
        self,
        statement: Statement,
        cell: str,
        shown: int,
        on_event: Callable[[str, Any], None],
        on_progress: Callable[[float], None],
    ) -> int:
        """Shows what the cell prints for some seconds, and returns the next event's number."""
        if not self._jobs_work:
            return shown
        try:
            job = Job(self.session, f"{_CALL}.events({cell!r}, {shown}, {_LIVE_WAIT_SECONDS})")
            looked = time.monotonic()
            while True:
                result = job.poll()
                if result is not None:
                    break
                time.sleep(0.05)
                if time.monotonic() - looked > 0.5:
                    looked = time.monotonic()
                    answer = statement.look()
                    on_progress(float(answer.get("progress") or 0))
                    if answer["state"] in FINAL:
                        return shown
        except LivyError as error:
            if is_refused(error):
                self._jobs_work = False
                return shown
            raise
        except SparkLaunchError:
            # The helper is not there yet, or the kernel died: the statement tells.
            time.sleep(0.2)
            return shown
        time.sleep(0.1)
        return _show(json.loads(result), shown, on_event)[0]

    def _fail(self, failure: Failure, cell: str, shown: int, on_event: Callable[[str, Any], None]) -> None:
        """Shows what was printed before the error, and raises the error with the cell's own traceback."""
        error: Optional[StatementError] = None
        output = self._statement(f"{_CALL}.rest({cell!r})").result()
        if isinstance(output, Output):
            answer = _answer(output)[1]
            if answer is not None:
                error = _show(answer, shown, on_event)[1]
        raise error or StatementError(failure.ename, failure.evalue, failure.traceback)


def _is_missing(output: Output | Failure) -> bool:
    return isinstance(output, Failure) and output.ename == "ModuleNotFoundError" and _MODULE in output.evalue


def _split(output: Output) -> tuple[str, Any, str]:
    """What was printed around the helper's answer, and the answer."""
    text = output.text
    start = text.rfind(MARK)
    if start < 0:
        return text, None, ""
    line, _, after = text[start + len(MARK) :].partition("\n")
    return text[:start], json.loads(line), after


def _answer(output: Output) -> tuple[str, Any]:
    before, answer, after = _split(output)
    return before + after, answer


def _show(
    answer: Optional[dict[str, Any]], shown: int, on_event: Callable[[str, Any], None]
) -> tuple[int, Optional[StatementError]]:
    """Passes on events that were not shown yet; returns the next event's number and the error among them."""
    error = None
    if answer is None:
        return shown, None
    number = int(answer["first"])
    for kind, value in answer["events"]:
        if number >= shown:
            if kind == "error":
                error = StatementError(value["ename"], value["evalue"], value["traceback"].splitlines(keepends=True))
            else:
                on_event(kind, value)
        number += 1
    return max(number, shown), error
