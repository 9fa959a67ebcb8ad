"""Command lines of the magics: parsed, explained, and without a way to put a secret on them."""

from __future__ import annotations

import argparse
import shlex
from typing import Any, NoReturn

from .errors import UsageError
from .sessions import SessionOptions


class Parser(argparse.ArgumentParser):
    """Raises errors instead of ending the process; its help is the magic's docstring."""

    def __init__(self, magic: str, description: str) -> None:
        super().__init__(
            prog=magic, description=description, add_help=False, allow_abbrev=False, formatter_class=_Formatter
        )

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{self.prog}: {message}; {self.prog}? shows the parameters")

    def parse(self, line: str) -> argparse.Namespace:
        """Returns the arguments of a line, split as a shell does."""
        try:
            words = shlex.split(line)
        except ValueError as error:
            raise UsageError(f"{self.prog}: {str(error).lower()} in {line!r}") from None
        return self.parse_args(words)

    def options(self) -> list[str]:
        """Returns the spellings of all options."""
        return sorted(option for action in self._actions for option in action.option_strings)

    def wants_list(self, option: str) -> bool:
        """Whether the option takes names of variables."""
        return option in ("--variables", "--return_variables")


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=34, width=100)


class _Append(argparse.Action):
    """Collects values that are separated by commas, of an option that may be repeated."""

    def __call__(self, parser: Any, namespace: Any, values: Any, option_string: Any = None) -> None:
        known = list(getattr(namespace, self.dest) or [])
        setattr(namespace, self.dest, known + [part.strip() for part in str(values).split(",") if part.strip()])


def _setting(text: str) -> tuple[str, str]:
    key, separator, value = text.partition("=")
    if not separator or not key.strip():
        raise argparse.ArgumentTypeError(f"expected KEY=VALUE, got {text!r}")
    return key.strip(), value


def _positive(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number <= 0:
        raise argparse.ArgumentTypeError(f"expected a whole number above 0, got {text!r}")
    return number


def _cluster(parser: Parser) -> None:
    parser.add_argument(
        "--cluster",
        metavar="NAME",
        help="Cluster name (clusters file or spark-discovery) or Livy address. Default: $SPARK_LAUNCH_CLUSTER, "
        "else the only cluster of the clusters file, else the discovery path /spark-launch/default.",
    )


def _variables(parser: Parser, sent: str, returned: str) -> None:
    parser.add_argument("--variables", metavar="NAMES", action=_Append, default=[], help=sent)
    parser.add_argument("--return_variables", metavar="NAMES", action=_Append, default=[], help=returned)


def create_parser() -> Parser:
    """Returns the parser of %create_livy_session, with every parameter in the spelling of Livy's API."""
    parser = Parser("%create_livy_session", "Creates a session and waits until it is idle. Ctrl-C gives up.")
    _cluster(parser)
    add = parser.add_argument
    add("--id", metavar="ID", help="Session ID, any string. Default: generated and printed.")
    add(
        "--conf",
        metavar="KEY=VALUE",
        type=_setting,
        action="append",
        default=[],
        help="Spark setting; may be repeated. spark.dynamicAllocation.enabled is true unless set here.",
    )
    add("--proxyUser", metavar="USER", help="User of the session, where the server allows impersonation.")
    for option, text in (
        ("--jars", "Java libraries for the session: addresses or paths that the server may read"),
        ("--files", "Files for the session"),
        ("--pyFiles", "Python files (.py, .zip, .egg) for the session"),
        ("--archives", "Archives for the session, unpacked under the name after #"),
    ):
        add(option, metavar="PATHS", action=_Append, default=[], help=f"{text}; separated by commas or repeated.")
    add("--driverMemory", metavar="SIZE", help="Memory of the driver, such as 2g.")
    add("--driverCores", metavar="N", type=_positive, help="Cores of the driver.")
    add("--executorMemory", metavar="SIZE", help="Memory of each executor, such as 4g.")
    add("--executorCores", metavar="N", type=_positive, help="Cores of each executor.")
    add("--numExecutors", metavar="N", type=_positive, help="Number of executors; with dynamic allocation at first.")
    add("--queue", metavar="NAME", help="YARN queue; a standalone cluster has none and ignores it.")
    _variables(
        parser,
        "Variables of the notebook to define in the session when it has started; separated by commas or repeated.",
        "Variables of the session to fetch after each cell that runs in it; separated by commas or repeated.",
    )
    add(
        "--heartbeatTimeoutInSecond",
        metavar="SECONDS",
        type=_positive,
        help="End the session when the kernel of the notebook has ended for this time. Default: no such limit.",
    )
    add("--ttl", metavar="TIME", help="End the session after this inactive time, such as 30m or 2h.")
    return parser


def session_options(arguments: argparse.Namespace) -> SessionOptions:
    """Returns the parsed parameters of a new session."""
    names = SessionOptions.__dataclass_fields__
    return SessionOptions(**{**{name: getattr(arguments, name) for name in names}, "conf": dict(arguments.conf)})


def delete_parser() -> Parser:
    """Returns the parser of %delete_livy_session."""
    parser = Parser("%delete_livy_session", "Deletes a session with all that it holds.")
    _cluster(parser)
    parser.add_argument("--id", metavar="ID", help="Session ID. Default: the default session of the cluster.")
    return parser


def cell_parser() -> Parser:
    """Returns the parser of %%spark and #!spark."""
    parser = Parser("%%spark", "Runs the cell in a session. #!spark as the first line of a cell does the same.")
    _cluster(parser)
    parser.add_argument(
        "--session",
        metavar="ID",
        help="Session ID. Default: the default session of the cluster, created when first needed.",
    )
    parser.add_argument(
        "--language", choices=["python", "scala", "sql", "r"], default="python", help="Language. Default: python."
    )
    _variables(
        parser,
        "Variables of the notebook to define in the session before the cell: bool, int, float, str and frames of "
        "pandas or polars, which become Spark frames (in SQL: temporary views and session variables).",
        "Variables of the session to define in the notebook after the cell: bool, int, float, str and frames. "
        "In SQL: one name, for the rows of the cell's query.",
    )
    parser.add_argument(
        "--frames",
        choices=["pandas", "polars", "arrow"],
        default="pandas",
        help="What frames become here. Default: pandas; polars frames of the session stay polars.",
    )
    return parser


def sessions_parser() -> Parser:
    """Returns the parser of %spark_sessions."""
    parser = Parser("%spark_sessions", "Shows the sessions of a cluster.")
    _cluster(parser)
    return parser


def logs_parser() -> Parser:
    """Returns the parser of %spark_logs."""
    parser = Parser("%spark_logs", "Shows the end of a session's log.")
    _cluster(parser)
    parser.add_argument("--session", metavar="ID", help="Session ID. Default: the default session of the cluster.")
    parser.add_argument("--size", metavar="LINES", type=_positive, default=100, help="Number of lines. Default: 100.")
    return parser


def login_parser() -> Parser:
    """Returns the parser of %spark_login."""
    parser = Parser(
        "%spark_login",
        "Asks for a password or token for a cluster, and keeps it in the memory of this notebook only. "
        "SPARK_LAUNCH_TOKEN, or SPARK_LAUNCH_USER and SPARK_LAUNCH_PASSWORD, in the environment replace this command.",
    )
    _cluster(parser)
    parser.add_argument("--user", metavar="USER", help="User name. Default: the login name of this machine.")
    parser.add_argument("--token", action="store_true", help="Ask for a bearer token instead of a password.")
    return parser
