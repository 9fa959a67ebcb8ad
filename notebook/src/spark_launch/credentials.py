"""Tokens and passwords. No value of this module shows a secret in its repr, its message or its pickle."""

from __future__ import annotations

import base64
import getpass
import os
from pathlib import Path
from typing import Callable, Optional

import requests
from requests.auth import AuthBase

from .errors import SparkLaunchError

TOKEN = "SPARK_LAUNCH_TOKEN"
USER = "SPARK_LAUNCH_USER"
PASSWORD = "SPARK_LAUNCH_PASSWORD"


class Credentials(AuthBase):
    """Adds an Authorization header to requests. Compares and prints without its secret.

    Attributes:
        kind: "token", "password" or "none".
    """

    def __init__(self, kind: str, header: Optional[str]) -> None:
        self.kind = kind
        self.__header = header

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self.__header is not None:
            request.headers["Authorization"] = self.__header
        return request

    def __repr__(self) -> str:
        return f"Credentials({self.kind})"

    def __reduce__(self) -> str:
        raise TypeError("credentials cannot be pickled")

    @property
    def present(self) -> bool:
        """Whether a secret is sent."""
        return self.__header is not None

    @staticmethod
    def none() -> Credentials:
        """Returns credentials that send nothing. An explicit object, so that no ~/.netrc entry is sent either."""
        return Credentials("none", None)

    @staticmethod
    def token(token: str) -> Credentials:
        """Returns a bearer token."""
        token = token.strip()
        if not token.isascii() or not token.isprintable() or " " in token:
            raise SparkLaunchError("token not usable: it contains spaces or characters that are not ASCII")
        return Credentials("token", f"Bearer {token}")

    @staticmethod
    def password(user: str, password: str) -> Credentials:
        """Returns a user name with a password, sent as HTTP Basic authentication."""
        if ":" in user:
            raise SparkLaunchError(f"user name not usable: {user!r} contains a colon")
        encoded = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
        return Credentials("password", f"Basic {encoded}")


def from_environment() -> Optional[Credentials]:
    """Returns the credentials of the environment variables; None when there are none.

    SPARK_LAUNCH_TOKEN comes first. SPARK_LAUNCH_USER without SPARK_LAUNCH_PASSWORD asks for the password.
    """
    token = os.environ.get(TOKEN)
    if token:
        return Credentials.token(token)
    user = os.environ.get(USER)
    if user:
        password = os.environ.get(PASSWORD)
        return Credentials.password(user, ask(f"Password of {user}: ") if password is None else password)
    return None


def from_settings(cluster: str, settings: dict[str, str]) -> Optional[Credentials]:
    """Returns the credentials that a section of the clusters file names; None without such a key.

    Args:
        cluster: name of the section, for messages.
        settings: its keys token_env, token_file, user and password_env.
    """
    if "token_env" in settings:
        return Credentials.token(_variable(cluster, "token_env", settings["token_env"]))
    if "token_file" in settings:
        path = Path(settings["token_file"]).expanduser()
        try:
            return Credentials.token(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise SparkLaunchError(
                f"cannot read the token file {path} of cluster {cluster!r}: {error.strerror}; check token_file"
            ) from None
    if "user" in settings:
        user = settings["user"]
        if "password_env" in settings:
            return Credentials.password(user, _variable(cluster, "password_env", settings["password_env"]))
        return Credentials.password(user, ask(f"Password of {user} for {cluster}: "))
    return None


def _variable(cluster: str, key: str, name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise SparkLaunchError(f"environment variable {name} is not set; cluster {cluster!r} names it as {key}")
    return value


def ask(prompt: str, reader: Optional[Callable[[str], str]] = None) -> str:
    """Prompts for a secret without echo.

    Raises:
        SparkLaunchError: no prompt is possible, as in a notebook that runs without a front end.
    """
    try:
        return (reader or getpass.getpass)(prompt)
    except (EOFError, OSError, NotImplementedError):
        pass
    except Exception as error:
        # ipykernel has an exception of its own for a front end that cannot ask.
        if type(error).__name__ != "StdinNotImplementedError":
            raise
    raise SparkLaunchError(
        f"cannot prompt for a password here; set {PASSWORD} or {TOKEN} in the environment of the notebook server"
    ) from None
