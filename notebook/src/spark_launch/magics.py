"""The IPython extension: magics, #!spark cells and completion, over the sessions of all clusters used."""

from __future__ import annotations

import contextlib
import getpass
import re
from collections.abc import Iterator
from typing import Any, Callable, Optional

from IPython.core.magic import Magics, cell_magic, line_magic, magics_class

from . import arguments, clusters, output
from .arguments import Parser
from .credentials import Credentials, ask
from .errors import SparkLaunchError, StatementError, UsageError
from .output import ProgressBar, Table
from .remote import Remote
from .sessions import Session, Sessions, default_id, generate_id, to_id
from .statements import Failure, Statement
from .variables import Variables, livy_kind, preview

SHEBANG = re.compile(r"#!\s*spark(?=\s|$)")
_IDENTIFIER = re.compile(r"[^\W\d]\w*")
#: Livy's own magics (%json, %table, %matplot) are the session's to run.
_LIVY_MAGIC = re.compile(r"^%(?:json|table|matplot)\b", re.MULTILINE)


class Workspace:
    """The clusters and sessions that one notebook uses."""

    def __init__(self) -> None:
        self._clusters: dict[str, Sessions] = {}
        self._logins: dict[str, Credentials] = {}
        self._remotes: dict[tuple[str, int], Remote] = {}

    def sessions(self, cluster: Optional[str]) -> Sessions:
        """Returns the sessions of a cluster.

        The cluster is looked up again after %spark_login, and when its section of the clusters file has changed. An
        address from discovery is looked up again when it no longer answers.
        """
        key = cluster or ""
        known = self._clusters.get(key)
        if known is not None and known.cluster.discovered and known.answers():
            return known
        found = clusters.find(cluster)
        if known is None or known.cluster != found:
            if known is not None:
                known.close()
            known = Sessions(found, self._logins.get(found.name) or found.credentials())
            self._clusters[key] = known
        return known

    def known_sessions(self, cluster: Optional[str]) -> Optional[Sessions]:
        """Returns the sessions of a cluster that was used before, without looking for it."""
        return self._clusters.get(cluster or "")

    def login(self, cluster: Optional[str], make: Callable[[str], Credentials]) -> str:
        """Keeps credentials for a cluster and returns its name."""
        found = clusters.find(cluster)
        self._logins[found.name] = found.check(make(found.name))
        for key in [key for key, known in self._clusters.items() if known.cluster.name == found.name]:
            self._clusters.pop(key).close()
        return found.name

    def remote(self, session: Session) -> Remote:
        """Returns the Python of a session."""
        key = (session.client.url, session.number)
        known = self._remotes.get(key)
        if known is None or known.session is not session:
            known = self._remotes[key] = Remote(session)
        return known

    def close(self) -> None:
        """Ends the heartbeats. Sessions continue until they are deleted or time out."""
        for known in self._clusters.values():
            known.close()
        self._clusters.clear()
        self._remotes.clear()


@contextlib.contextmanager
def progress() -> Iterator[ProgressBar]:
    """A progress bar that is gone at the end."""
    bar = ProgressBar()
    try:
        yield bar
    finally:
        bar.close()


def _explained(parser: Parser) -> Callable[[Any], Any]:
    """Makes the parser's help the docstring, which ``?`` shows."""

    def explain(function: Any) -> Any:
        function.__doc__ = parser.format_help()
        return function

    return explain


_CREATE = arguments.create_parser()
_DELETE = arguments.delete_parser()
_CELL = arguments.cell_parser()
_SESSIONS = arguments.sessions_parser()
_LOGS = arguments.logs_parser()
_LOGIN = arguments.login_parser()


def parser_of(line: str) -> Optional[Parser]:
    """Returns the parser of the magic that a line begins with."""
    if SHEBANG.match(line):
        return _CELL
    word = line.split(None, 1)[0] if line.split() else ""
    return {parser.prog: parser for parser in (_CREATE, _DELETE, _CELL, _SESSIONS, _LOGS, _LOGIN)}.get(word)


@magics_class
class SparkMagics(Magics):  # type: ignore[misc]
    """The magics of one notebook."""

    def __init__(self, shell: Any) -> None:
        super().__init__(shell)
        self.workspace = Workspace()

    @line_magic
    @_explained(_CREATE)
    def create_livy_session(self, line: str) -> None:
        given = _CREATE.parse(line)
        options = arguments.session_options(given)
        values = self._local(options.variables)
        _check_names(options.return_variables)
        sessions = self.workspace.sessions(given.cluster)
        session_id = generate_id() if given.id is None else given.id
        session = sessions.create(session_id, options, _say_start)
        if values:
            with progress() as bar:
                Variables(self.workspace.remote(session), "python", "pandas", bar.update).send(values)
        print(f"Session {session_id} is ready in cluster {sessions.cluster.name}.")

    @line_magic
    @_explained(_DELETE)
    def delete_livy_session(self, line: str) -> None:
        given = _DELETE.parse(line)
        sessions = self.workspace.sessions(given.cluster)
        session_id = default_id() if given.id is None else given.id
        sessions.delete(session_id)
        print(f"Session {session_id} is deleted in cluster {sessions.cluster.name}.")

    @cell_magic
    @_explained(_CELL)
    def spark(self, line: str, cell: str) -> None:
        given = _CELL.parse(line)
        _check_names(given.return_variables)
        if given.language == "sql" and len(given.return_variables) > 1:
            raise UsageError(
                f"--return_variables {','.join(given.return_variables)} has {len(given.return_variables)} names; "
                "an SQL cell returns the rows of its query under one name"
            )
        session = self._session(given.cluster, given.session)
        returned = [*given.return_variables]
        if given.language != "sql":
            returned += [name for name in session.options.return_variables if name not in returned]
        with progress() as bar:
            variables = Variables(self.workspace.remote(session), given.language, given.frames, bar.update)
            variables.send(self._local(given.variables))
            if given.language == "sql" and returned:
                frame = variables.query(returned[0], cell.strip().rstrip(";"))
                self.shell.user_ns[returned[0]] = frame
                bar.close()
                output.show("display", {"text/html": preview(frame)._repr_html_(), "text/plain": repr(preview(frame))})
                return
            if cell.strip():
                self._run(session, given.language, line, cell, bar)
            for name in returned:
                optional = name not in given.return_variables
                with contextlib.suppress(SparkLaunchError) if optional else contextlib.nullcontext():
                    self.shell.user_ns[name] = variables.fetch(name)

    def _run(self, session: Session, language: str, line: str, cell: str, bar: ProgressBar) -> None:
        if language == "python" and not _LIVY_MAGIC.search(cell):
            # The first line of the notebook's cell is the magic: line numbers count from there.
            source = f"%%spark {line}".rstrip() + "\n" + cell
            file = f"<cell {self.shell.execution_count}>"
            self.workspace.remote(session).run_cell("\n" + cell, file, source, output.show, bar.update)
            return
        result = Statement.post(session, cell, livy_kind(language)).result(bar.update)
        bar.close()
        if isinstance(result, Failure):
            # Of a query, the message has the position; the frames are Spark's own.
            raise StatementError(result.ename, result.evalue, [] if language == "sql" else result.traceback)
        text = result.data.pop("text/plain", "")
        if text:
            output.show("stdout", text if text.endswith("\n") else text + "\n")
        if result.data:
            output.show("display", result.data)

    @line_magic
    @_explained(_SESSIONS)
    def spark_sessions(self, line: str) -> Table:
        given = _SESSIONS.parse(line)
        sessions = self.workspace.sessions(given.cluster)
        rows = [
            [
                to_id(entry.get("name"), entry["id"]),
                entry["id"],
                entry["state"],
                entry.get("kind"),
                entry.get("owner") or "",
                entry.get("appId") or "",
                (entry.get("appInfo") or {}).get("sparkUiUrl") or "",
            ]
            for entry in sessions.entries()
        ]
        return Table(["id", "number", "state", "kind", "owner", "application", "Spark UI"], rows)

    @line_magic
    @_explained(_LOGS)
    def spark_logs(self, line: str) -> None:
        given = _LOGS.parse(line)
        sessions = self.workspace.sessions(given.cluster)
        print("\n".join(sessions.log(given.session or default_id(), given.size)))

    @line_magic
    @_explained(_LOGIN)
    def spark_login(self, line: str) -> None:
        given = _LOGIN.parse(line)

        def make(cluster: str) -> Credentials:
            if given.token:
                return Credentials.token(ask(f"Token for {cluster}: "))
            user = given.user or getpass.getuser()
            return Credentials.password(user, ask(f"Password of {user} for {cluster}: "))

        print(f"Credentials for cluster {self.workspace.login(given.cluster, make)} are kept until this kernel ends.")

    def _session(self, cluster: Optional[str], session_id: Optional[str]) -> Session:
        sessions = self.workspace.sessions(cluster)
        if session_id is not None:
            return sessions.find(session_id)
        return sessions.find_or_create_default(_say_start)

    def _local(self, names: list[str]) -> dict[str, Any]:
        _check_names(names)
        missing = [name for name in names if name not in self.shell.user_ns]
        if missing:
            raise UsageError(f"variable {missing[0]!r} not sent: the notebook has no such variable")
        return {name: self.shell.user_ns[name] for name in names}


def _say_start(session_id: str) -> None:
    print(f"Starting session {session_id} …", flush=True)


def _check_names(names: list[str]) -> None:
    for name in names:
        if not _IDENTIFIER.fullmatch(name):
            raise UsageError(f"not a variable name: {name!r}; separate several names by commas")


def shebang_to_magic(lines: list[str]) -> list[str]:
    """Input transformer: a cell that begins with #!spark is a cell of %%spark."""
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        match = SHEBANG.match(line)
        if match is None:
            return lines
        return ["%%spark" + line[match.end() :], *lines[index + 1 :]]
    return lines
