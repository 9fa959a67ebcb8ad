"""Livy's REST API over one connection pool. Errors have the server's message in one line."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from typing import Any, Callable, Optional, Protocol, Union

import requests

from .credentials import Credentials
from .errors import LivyError, SparkLaunchError, Unreachable

Buffer = Union[bytes, memoryview]
CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 120.0
#: How long the server may hold back an answer until a session or a statement has changed.
WAIT_SECONDS = 20.0
GONE = ("dead", "error", "killed", "success", "shutting_down")
FINAL = ("available", "error", "cancelled")


class Pieces(Protocol):
    """A file in pieces, with the sum of their lengths."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Buffer]: ...


Content = Union[bytes, Pieces]


class _Multipart:
    """A multipart body with one file. It is sent in pieces, since requests would copy the file twice."""

    def __init__(self, name: str, content: Content) -> None:
        boundary = uuid.uuid4().hex
        self.content_type = f"multipart/form-data; boundary={boundary}"
        disposition = f'Content-Disposition: form-data; name="file"; filename="{name}"'
        self._head = f"--{boundary}\r\n{disposition}\r\n\r\n".encode("ascii")
        self._content = content
        self._tail = f"\r\n--{boundary}--\r\n".encode("ascii")

    def __len__(self) -> int:
        return len(self._head) + len(self._content) + len(self._tail)

    def __iter__(self) -> Iterator[Buffer]:
        yield self._head
        yield from [self._content] if isinstance(self._content, bytes) else self._content
        yield self._tail


class LivyClient:
    """A Livy server as one user. Not thread-safe: threads make clients of their own with :meth:`copy`.

    Attributes:
        url: address without a slash at its end.
    """

    def __init__(self, url: str, credentials: Credentials, verify: str | bool = True) -> None:
        self.url = url
        self._credentials = credentials
        self._verify = verify
        self._http = requests.Session()
        # Large outputs are chunks of Arrow: compressing them on both ends takes longer than sending them.
        self._http.headers.update({"X-Requested-By": "spark-launch-notebook", "Accept-Encoding": "identity"})
        self._http.auth = credentials
        self._version: Optional[tuple[int, ...]] = None

    def __repr__(self) -> str:
        return f"LivyClient({self.url})"

    def copy(self) -> LivyClient:
        """Returns a client of the same server and user for another thread."""
        return LivyClient(self.url, self._credentials, self._verify)

    def get(self, path: str, timeout: float = ANSWER_SECONDS, **query: Any) -> dict[str, Any]:
        """Returns the JSON object at the path."""
        return self._json(self._send("GET", path, timeout, params=query))

    def post(self, path: str, body: Optional[dict[str, Any]] = None, timeout: float = ANSWER_SECONDS) -> dict[str, Any]:
        """Posts a JSON object and returns the answer; an empty answer is an empty object."""
        return self._json(self._send("POST", path, timeout, json={} if body is None else body))

    def upload(self, path: str, name: str, content: Content) -> None:
        """Posts a file as Livy's multipart part "file"; its name is one of this package."""
        body = _Multipart(name, content)
        self._send("POST", path, ANSWER_SECONDS, data=body, headers={"Content-Type": body.content_type})

    def delete(self, path: str) -> None:
        """Deletes what the path names."""
        self._send("DELETE", path, ANSWER_SECONDS)

    def version(self) -> tuple[int, ...]:
        """Returns the first two numbers of the server's version, (0, 9) for 0.9.0-incubating."""
        if self._version is None:
            numbers = str(self.get("/version").get("version", "")).split(".")[:2]
            self._version = tuple(int(number) if number.isdigit() else 0 for number in numbers)
        return self._version

    def poll(
        self, path: str, done: Callable[[dict[str, Any]], bool], on_answer: Callable[[dict[str, Any]], None]
    ) -> dict[str, Any]:
        """Gets the path again and again until it is done, and returns the last answer.

        A server that knows ``?wait`` holds its answer back until something happens. Of another one the pauses grow
        to half a second.
        """
        pause = 0.02
        while True:
            asked = time.monotonic()
            answer = self.get(path, wait=WAIT_SECONDS)
            on_answer(answer)
            if done(answer):
                return answer
            if time.monotonic() - asked < 0.01:
                time.sleep(pause)
                pause = min(pause * 1.5, 0.5)

    def _send(self, method: str, path: str, timeout: float, **arguments: Any) -> requests.Response:
        try:
            answer = self._http.request(
                method,
                self.url + path,
                timeout=(CONNECT_SECONDS, timeout),
                verify=self._verify,
                allow_redirects=False,
                **arguments,
            )
        except requests.exceptions.SSLError as error:
            raise Unreachable(
                f"certificate of {self.url} not accepted: {_reason(error)}; set ca for the cluster to its CA file"
            ) from None
        except requests.exceptions.Timeout:
            raise Unreachable(f"no answer from the Livy server {self.url} within {timeout:.0f} s") from None
        except requests.exceptions.RequestException as error:
            raise Unreachable(
                f"cannot reach the Livy server {self.url}: {_reason(error)}; check that the cluster is running"
            ) from None
        if answer.status_code == 401:
            sent = "the credentials sent were not accepted" if self._credentials.present else "no credentials were sent"
            raise LivyError(f"authentication required by {self.url}: {sent}; use %spark_login", 401)
        if answer.status_code >= 300:
            raise LivyError(_message(answer), answer.status_code)
        return answer

    def _json(self, answer: requests.Response) -> dict[str, Any]:
        if not answer.content:
            return {}
        try:
            body = answer.json()
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise SparkLaunchError(f"answer of {self.url} not understood: no Livy server at this address")
        return body


def _message(answer: requests.Response) -> str:
    """The server's own message in one line: an object with msg, a bare JSON string, or the status alone."""
    text = ""
    try:
        body = answer.json()
        text = str(body.get("msg", "")) if isinstance(body, dict) else str(body)
    except ValueError:
        pass
    text = text.split("\n")[0].strip() or f"HTTP status {answer.status_code} {answer.reason}"
    return text[:1000]


def _reason(error: BaseException) -> str:
    """The system's reason behind the layers of requests and urllib3."""
    found = "connection failed"
    seen: Optional[BaseException] = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.strerror:
            found = seen.strerror
        elif "Name or service not known" in str(seen) or "getaddrinfo" in str(seen):
            found = "unknown host name"
        inner = getattr(seen, "reason", None)
        arguments = [argument for argument in seen.args if isinstance(argument, BaseException)]
        seen = inner if isinstance(inner, BaseException) else (arguments[0] if arguments else seen.__context__)
    return found.lower()
