"""Sessions of a Livy server under ids of the user's choice."""

from __future__ import annotations

import contextlib
import getpass
import os
import re
import shlex
import threading
import uuid
from dataclasses import dataclass, field
from typing import Any, Callable, Optional

from .clusters import Cluster
from .credentials import Credentials
from .errors import LivyError, SparkLaunchError, Unreachable, UsageError
from .livy import GONE, LivyClient

PROJECT = "SPARK_LAUNCH_PROJECT"
_PREFIX = "="
_DYNAMIC = "spark.dynamicAllocation.enabled"
_SENT = (
    "proxyUser",
    "jars",
    "files",
    "pyFiles",
    "driverMemory",
    "driverCores",
    "executorMemory",
    "executorCores",
    "numExecutors",
    "archives",
    "queue",
    "heartbeatTimeoutInSecond",
)
_TRACKING = "spark.dynamicAllocation.shuffleTracking.enabled"


def generate_id() -> str:
    """Returns a new session id."""
    return f"session-{uuid.uuid4().hex[:8]}"


def default_id() -> str:
    """Returns the id of the default session: $SPARK_LAUNCH_PROJECT, else default-USER."""
    project = os.environ.get(PROJECT)
    if project:
        return project
    try:
        return f"default-{getpass.getuser()}"
    except (KeyError, OSError):
        return "default"


def to_name(session_id: str) -> str:
    """Returns the Livy session name of an id.

    Livy refuses names that are empty or only digits: these get a prefix, and so does what begins with the prefix.
    """
    plain = session_id.strip() and not re.fullmatch(r"\d+", session_id) and not session_id.startswith(_PREFIX)
    return session_id if plain else _PREFIX + session_id


def to_id(name: Optional[str], number: int) -> str:
    """Returns the id of a Livy session. One without a name is shown by its number, as ``#4``."""
    if not name:
        return f"#{number}"
    return name[len(_PREFIX) :] if name.startswith(_PREFIX) else name


@dataclass
class SessionOptions:
    """What %create_livy_session takes, in Livy's units. None and empty lists leave the choice to the server."""

    conf: dict[str, str] = field(default_factory=dict)
    proxyUser: Optional[str] = None
    jars: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    pyFiles: list[str] = field(default_factory=list)
    driverMemory: Optional[str] = None
    driverCores: Optional[int] = None
    executorMemory: Optional[str] = None
    executorCores: Optional[int] = None
    numExecutors: Optional[int] = None
    archives: list[str] = field(default_factory=list)
    queue: Optional[str] = None
    heartbeatTimeoutInSecond: Optional[int] = None
    ttl: Optional[str] = None
    variables: list[str] = field(default_factory=list)
    return_variables: list[str] = field(default_factory=list)

    def body(self, name: str, version: tuple[int, ...]) -> dict[str, Any]:
        """Returns the body of POST /sessions.

        ``ttl`` ends an inactive session. Livy 0.9 calls that idleTimeout; before, it was called ttl.
        """
        conf = dict(self.conf)
        if conf.setdefault(_DYNAMIC, "true").lower() == "true":
            # Without an external shuffle service, Spark refuses dynamic allocation that does not track shuffles.
            conf.setdefault(_TRACKING, "true")
        body: dict[str, Any] = {"kind": "pyspark", "name": name, "conf": conf}
        for key in _SENT:
            value = getattr(self, key)
            if value not in (None, []):
                body[key] = value
        if self.ttl is not None:
            body["idleTimeout" if version >= (0, 9) else "ttl"] = self.ttl
        return body


class Heartbeat:
    """Keeps a session with heartbeatTimeoutInSecond alive until closed; a thread that ends with the notebook."""

    def __init__(self, client: LivyClient, path: str, timeout_seconds: int) -> None:
        self._client = client.copy()
        self._path = path
        self._pause = max(0.3, timeout_seconds / 3)
        self._over = threading.Event()
        threading.Thread(target=self._run, name=f"heartbeat of {path}", daemon=True).start()

    def _run(self) -> None:
        while not self._over.wait(self._pause):
            try:
                self._client.get(f"{self._path}/state", timeout=self._pause)
            except LivyError as error:
                if error.status == 404:
                    return
            except SparkLaunchError:
                pass  # the next heartbeat may arrive

    def close(self) -> None:
        """Sends no more heartbeats. Returns at once."""
        self._over.set()


class Session:
    """A session that exists on a server.

    Attributes:
        id: the user's id.
        number: Livy's number.
        client: the server, as the session's user.
        options: what it was created with in this notebook; defaults for a session that was found.
    """

    def __init__(self, session_id: str, number: int, client: LivyClient, options: SessionOptions) -> None:
        self.id = session_id
        self.number = number
        self.client = client
        self.options = options
        self._heartbeat: Optional[Heartbeat] = None

    @property
    def path(self) -> str:
        """The session's path on the server."""
        return f"/sessions/{self.number}"

    def start_heartbeat(self) -> None:
        """Begins to send heartbeats if the session ends without them."""
        timeout = self.options.heartbeatTimeoutInSecond
        if timeout and self._heartbeat is None:
            self._heartbeat = Heartbeat(self.client, self.path, timeout)

    def close(self) -> None:
        """Ends the heartbeats; the session itself continues."""
        if self._heartbeat is not None:
            self._heartbeat.close()


class Sessions:
    """The sessions of one cluster."""

    def __init__(self, cluster: Cluster, credentials: Credentials) -> None:
        self.cluster = cluster
        self.client = LivyClient(cluster.url, cluster.check(credentials), cluster.verify)
        self._known: dict[str, Session] = {}

    def answers(self) -> bool:
        """Whether the server can be reached."""
        try:
            self.client.get("/version", timeout=5)
        except Unreachable:
            return False
        return True

    def entries(self) -> list[dict[str, Any]]:
        """Returns all sessions that the user may see, as Livy shows them."""
        found: list[dict[str, Any]] = []
        while True:
            page = self.client.get("/sessions", **{"from": len(found), "size": 1000})
            entries = page.get("sessions", [])
            found += entries
            if not entries or len(found) >= page.get("total", 0):
                return found

    def _entry(self, session_id: str) -> Optional[dict[str, Any]]:
        name = to_name(session_id)
        numbered = re.fullmatch(r"#(\d+)", session_id)
        for entry in self.entries():
            if entry.get("name") == name or (numbered and not entry.get("name") and entry["id"] == int(numbered[1])):
                return entry
        return None

    def create(
        self, session_id: str, options: SessionOptions, on_start: Callable[[str], None] = lambda session_id: None
    ) -> Session:
        """Creates a session and returns it when it is idle.

        A session of the same id that has ended is deleted first. Ctrl-C deletes the new session. ``on_start``
        receives the id when the server has accepted the session.

        Raises:
            UsageError: there is a live session of this id.
            SparkLaunchError: the server refused, or the session did not start; with the reason.
        """
        existing = self._entry(session_id)
        if existing is not None:
            if existing["state"] not in GONE:
                raise UsageError(
                    f"session {session_id!r} exists in cluster {self.cluster.name!r} (state {existing['state']}); "
                    "use it with --session, or delete it with %delete_livy_session"
                )
            self._forget(session_id)
            self.client.delete(f"/sessions/{existing['id']}")
        body = options.body(to_name(session_id), self.client.version())
        try:
            number = int(self.client.post("/sessions", body)["id"])
        except LivyError as error:
            raise LivyError(
                f"session {session_id!r} not created in cluster {self.cluster.name!r}: {error}", error.status
            ) from None
        session = Session(session_id, number, self.client, options)
        session.start_heartbeat()
        on_start(session_id)
        try:
            self._await_idle(session)
        except BaseException:
            session.close()
            with contextlib.suppress(SparkLaunchError):
                self.client.delete(session.path)
            raise
        self._known[session_id] = session
        return session

    def _await_idle(self, session: Session) -> None:
        last = self.client.poll(
            session.path,
            lambda answer: answer["state"] not in ("starting", "not_started", "recovering"),
            lambda answer: None,
        )
        if last["state"] in GONE:
            raise SparkLaunchError(
                f"session {session.id!r} did not start in cluster {self.cluster.name!r} (state {last['state']}): "
                f"{_last_line(last.get('log', []))}"
            )

    def find(self, session_id: str) -> Session:
        """Returns the session of this id, also one that another notebook created.

        Raises:
            UsageError: there is none.
            SparkLaunchError: it has ended.
        """
        entry = self._entry(session_id)
        if entry is None:
            self._forget(session_id)
            raise UsageError(
                f"session {session_id!r} not found in cluster {self.cluster.name!r}; "
                f"create it with %create_livy_session --cluster {self.cluster.name} --id {shlex.quote(session_id)}"
            )
        if entry["state"] in GONE:
            self._forget(session_id)
            raise SparkLaunchError(
                f"session {session_id!r} has ended (state {entry['state']}): {_last_line(entry.get('log', []))}; "
                "create it again with %create_livy_session"
            )
        known = self._known.get(session_id)
        if known is None or known.number != entry["id"]:
            self._forget(session_id)
            known = Session(session_id, entry["id"], self.client, SessionOptions())
            known.options.heartbeatTimeoutInSecond = entry.get("heartbeatTimeoutInSecond") or None
            known.start_heartbeat()
            self._known[session_id] = known
        return known

    def find_known(self, session_id: str) -> Optional[Session]:
        """Returns the session if this notebook has used it, without asking the server."""
        return self._known.get(session_id)

    def find_or_create_default(self, on_start: Callable[[str], None] = lambda session_id: None) -> Session:
        """Returns the default session, created now unless it exists."""
        session_id = default_id()
        entry = self._entry(session_id)
        if entry is None or entry["state"] in GONE:
            return self.create(session_id, SessionOptions(), on_start)
        return self.find(session_id)

    def delete(self, session_id: str) -> None:
        """Deletes the session of this id, live or ended.

        Raises:
            UsageError: there is none.
        """
        entry = self._entry(session_id)
        self._forget(session_id)
        if entry is None:
            raise UsageError(
                f"session {session_id!r} not found in cluster {self.cluster.name!r}; %spark_sessions lists those there"
            )
        self.client.delete(f"/sessions/{entry['id']}")

    def log(self, session_id: str, lines: int) -> list[str]:
        """Returns the last lines of the session's log, of a session that has ended too."""
        entry = self._entry(session_id)
        if entry is None:
            raise UsageError(f"session {session_id!r} not found in cluster {self.cluster.name!r}")
        log: list[str] = self.client.get(f"/sessions/{entry['id']}/log", size=lines).get("log", [])
        return log

    def close(self) -> None:
        """Ends all heartbeats."""
        for session in self._known.values():
            session.close()

    def _forget(self, session_id: str) -> None:
        known = self._known.pop(session_id, None)
        if known is not None:
            known.close()


def _last_line(log: list[str]) -> str:
    for line in reversed(log):
        text = line.strip()
        if text and text not in ("stdout:", "stderr:", "YARN Diagnostics:"):
            return text[:500]
    return "its log is empty"
