"""Tab in %%spark and #!spark cells: names of the session, parameters of the magics, variables of the notebook."""

from __future__ import annotations

import re
from typing import Any, Callable, Optional, cast

from . import arguments
from .arguments import Parser
from .errors import SparkLaunchError
from .magics import SHEBANG, SparkMagics, parser_of
from .sessions import Session, default_id
from .variables import livy_kind

#: People type on after that.
_PATIENCE_SECONDS = 2.0


class Completion:
    """Completes cells of one notebook. Asks only sessions that were used before, and never starts one."""

    def __init__(self, magics: SparkMagics) -> None:
        self._magics = magics

    def complete(self, text: str, line: int, column: int) -> Optional[tuple[str, list[str]]]:
        """Returns the piece before the cursor and what it can become; None for cells that are not for Spark.

        Args:
            text: the whole cell.
            line: of the cursor, from 0. column: of the cursor in its line.
        """
        lines = text.split("\n")
        first = next((index for index, content in enumerate(lines) if content.strip()), 0)
        parser = parser_of(lines[first])
        if parser is None or line < first:
            return None
        if line == first:
            return self._complete_line(lines[first][:column], parser)
        if not (lines[first].startswith("%%spark") or SHEBANG.match(lines[first])):
            return None
        code = "\n".join(lines[first + 1 :])
        cursor = sum(len(content) + 1 for content in lines[first + 1 : line]) + column
        return self._complete_code(SHEBANG.sub("%%spark", lines[first]), code, cursor)

    def _complete_line(self, line: str, parser: Parser) -> Optional[tuple[str, list[str]]]:
        words = re.split(r"[ \t]+", line)
        token, before = words[-1], words[-2] if len(words) > 1 else ""
        if parser.wants_list(before):
            token = token.rsplit(",", 1)[-1]
            names = [name for name in self._magics.shell.user_ns if not name.startswith("_")]
            return token, sorted(name for name in names if name.startswith(token))
        if len(words) < 2 or not token.startswith("-"):
            return None
        return token, [option for option in parser.options() if option.startswith(token)]

    def _complete_code(self, magic: str, code: str, cursor: int) -> Optional[tuple[str, list[str]]]:
        try:
            given = arguments.cell_parser().parse(magic[len("%%spark") :])
        except SparkLaunchError:
            return None
        sessions = self._magics.workspace.known_sessions(given.cluster)
        session = sessions and sessions.find_known(given.session or default_id())
        match = re.search(r"[\w.$]*$", code[:cursor])
        token = match.group() if match else ""
        if not session or not token:
            return token, []
        if given.language == "python":
            return token, self._magics.workspace.remote(session).complete(code, cursor, _PATIENCE_SECONDS)
        return _last_part(token), _from_server(session, given.language, code, cursor)


def _last_part(token: str) -> str:
    return token.rsplit(".", 1)[-1]


def _from_server(session: Session, language: str, code: str, cursor: int) -> list[str]:
    """Asks Livy's own completion, which knows Scala."""
    body = {"code": code, "kind": livy_kind(language), "cursor": cursor}
    try:
        found = session.client.copy().post(f"{session.path}/completion", body, timeout=_PATIENCE_SECONDS)
    except SparkLaunchError:
        return []
    return [str(name) for name in found.get("candidates", [])]


def matcher(completion: Completion) -> Callable[[Any], Any]:
    """Returns a matcher for IPython's completer; in cells for Spark no other matcher is asked."""
    from IPython.core.completer import SimpleCompletion, context_matcher

    @context_matcher()  # type: ignore[untyped-decorator,unused-ignore]
    def spark_matcher(context: Any) -> Any:
        # IPython counts the position within the line.
        found = completion.complete(context.full_text, context.cursor_line, context.cursor_position)
        if found is None:
            return {"completions": [], "suppress": False}
        token, names = found
        return {
            "completions": [SimpleCompletion(text=name, type="spark") for name in names],
            "matched_fragment": token,
            "suppress": True,
        }

    return cast(Callable[[Any], Any], spark_matcher)
