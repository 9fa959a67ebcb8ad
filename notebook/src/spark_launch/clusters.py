"""Finds the Livy server of a cluster: by address, in a clusters file or through spark-discovery."""

from __future__ import annotations

import configparser
import ipaddress
import json
import os
import shlex
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional
from urllib.parse import urlsplit

from . import credentials
from .credentials import Credentials
from .errors import SparkLaunchError, UsageError

FILE = "SPARK_LAUNCH_CLUSTERS"
DEFAULT = "SPARK_LAUNCH_CLUSTER"
COMMAND = "SPARK_DISCOVERY"
ROOT = "/spark-launch"
_KEYS = {
    "livy",
    "discovery_path",
    "zookeeper",
    "state_dir",
    "token_env",
    "token_file",
    "user",
    "password_env",
    "ca",
    "plain_http",
}
_DISCOVERY_SECONDS = 60


@dataclass(frozen=True)
class Cluster:
    """A cluster whose Livy server was found.

    Attributes:
        name: as the user wrote it: a name or an address.
        url: address of the Livy server without a slash at its end.
        settings: its section of the clusters file; empty without one.
        discovered: whether the address came from spark-discovery, which takes most of a second.
    """

    name: str
    url: str
    settings: dict[str, str] = field(default_factory=dict)
    discovered: bool = False

    @property
    def verify(self) -> str | bool:
        """A file of CA certificates, or True for those that requests knows."""
        path = self.settings.get("ca")
        return str(Path(path).expanduser()) if path else True

    def credentials(self) -> Credentials:
        """Returns what the clusters file or the environment holds for this cluster. May prompt for a password.

        The environment's secrets are not sent to an address that only a notebook names: any server could be there.
        """
        found = credentials.from_settings(self.name, self.settings)
        if found is None and (not is_address(self.name) or self.name.rstrip("/") == _trusted_address()):
            found = credentials.from_environment()
        return found or Credentials.none()

    def check(self, given: Credentials) -> Credentials:
        """Returns the credentials if they may be sent.

        Raises:
            SparkLaunchError: they would cross a network in clear.
        """
        parts = urlsplit(self.url)
        allowed = self.settings.get("plain_http", os.environ.get("SPARK_LAUNCH_PLAIN_HTTP", "no"))
        if (
            given.present
            and parts.scheme == "http"
            and not _is_loopback(parts.hostname or "")
            and allowed.lower() not in ("yes", "true", "1")
        ):
            raise SparkLaunchError(
                f"credentials not sent: {self.url} is not encrypted; use https, "
                "or set plain_http = yes for this cluster or SPARK_LAUNCH_PLAIN_HTTP=yes"
            )
        return given


def is_address(name: str) -> bool:
    """Whether the value of --cluster is an address rather than a name."""
    return name.startswith(("http://", "https://"))


def find(name: Optional[str]) -> Cluster:
    """Returns the cluster with its Livy server's address.

    Args:
        name: value of --cluster; None for the default: $SPARK_LAUNCH_CLUSTER, else the only section of the clusters
            file, else what is announced at the default discovery path.

    Raises:
        SparkLaunchError: no such cluster, with the places that were looked at.
    """
    sections = _sections()
    if not name:
        name = os.environ.get(DEFAULT) or (next(iter(sections)) if len(sections) == 1 else "default")
    if is_address(name):
        return Cluster(name, _address(name))
    settings = sections.get(name, {})
    if "livy" in settings:
        return Cluster(name, _address(settings["livy"]), settings)
    return Cluster(name, _address(_discover(name, settings)), settings, discovered=True)


def clusters_file() -> Path:
    """Returns the path of the clusters file, which need not exist."""
    given = os.environ.get(FILE)
    if given:
        return Path(given).expanduser()
    config = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(config).expanduser() / "spark-launch" / "clusters.ini"


def _sections() -> dict[str, dict[str, str]]:
    path = clusters_file()
    parser = configparser.ConfigParser(interpolation=None)
    try:
        if not parser.read(path, encoding="utf-8"):
            if os.environ.get(FILE):
                raise SparkLaunchError(f"cannot read the clusters file {path} named by {FILE}: no such file")
            return {}
    except configparser.Error as error:
        reason = str(error).replace("\n", " ")
        raise SparkLaunchError(f"cannot read the clusters file {path}: {reason}") from None
    sections = {name: dict(parser[name]) for name in parser.sections()}
    for name, settings in sections.items():
        unknown = sorted(set(settings) - _KEYS)
        if unknown:
            raise SparkLaunchError(
                f"unknown key {unknown[0]!r} for cluster {name!r} in {path}; known keys: {', '.join(sorted(_KEYS))}"
            )
    return sections


def _address(text: str) -> str:
    try:
        parts = urlsplit(text.strip())
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        valid = False
    if not valid:
        raise UsageError(f"not a Livy address: {text!r}; expected for example http://127.0.0.1:8998")
    if parts.username is not None or parts.password is not None:
        # The value is not shown: it holds a password.
        raise UsageError("password not accepted inside an address; use %spark_login, and leave user:password@ out")
    if parts.query or parts.fragment:
        raise UsageError(f"not a Livy address: {text!r}; leave out what follows ? or #")
    return text.strip().rstrip("/")


def _trusted_address() -> Optional[str]:
    default = os.environ.get(DEFAULT)
    return default.rstrip("/") if default else None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _discover(name: str, settings: dict[str, str]) -> str:
    path = settings.get("discovery_path") or (name if name.startswith("/") else f"{ROOT}/{name}")
    command = shlex.split(os.environ.get(COMMAND, "")) or ["spark-discovery"]
    if shutil.which(command[0]) is None:
        raise SparkLaunchError(
            f"unknown cluster {name!r}: {clusters_file()} has no section of this name and {command[0]} is not on PATH; "
            f"add the section, set {COMMAND}, or give the Livy address to --cluster"
        )
    line = [*command, "--json", "--discovery-path", path]
    for key, option in (("zookeeper", "--zookeeper"), ("state_dir", "--state-dir")):
        if key in settings:
            line += [option, settings[key]]
    try:
        result = subprocess.run(
            line, capture_output=True, text=True, timeout=_DISCOVERY_SECONDS, stdin=subprocess.DEVNULL, check=False
        )
    except subprocess.TimeoutExpired:
        raise SparkLaunchError(f"no answer from {command[0]} for {path} within {_DISCOVERY_SECONDS} s") from None
    except OSError as error:
        raise SparkLaunchError(f"cannot run {command[0]}: {error.strerror}; check {COMMAND}") from None
    if result.returncode != 0:
        reason = (result.stderr.strip().splitlines() or [f"exit code {result.returncode}"])[-1]
        raise SparkLaunchError(f"cluster {name!r} not found at discovery path {path}: {reason}")
    try:
        livy = json.loads(result.stdout).get("livy")
    except (ValueError, AttributeError):
        raise SparkLaunchError(f"output of {command[0]} --json not understood for {path}; check {COMMAND}") from None
    if not livy:
        raise SparkLaunchError(f"cluster {name!r} at {path} has no Livy server; launch it with --enable-livy")
    return str(livy)
