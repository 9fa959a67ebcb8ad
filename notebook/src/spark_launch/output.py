"""Shows what cells print, return and draw, in Jupyter and in a terminal."""

from __future__ import annotations

import html
import json
import sys
import time
from typing import Any, Optional

from IPython.display import HTML, DisplayHandle, display

_SHOWN_ROWS = 50
_LIVY_TABLE = "application/vnd.livy.table.v1+json"
#: A bar for less would only flicker.
_BAR_AFTER_SECONDS = 1.0


class Table:
    """Rows as Jupyter and a terminal show them.

    Attributes:
        total: number of all rows, of which those given may be the first; None when it is not known.
    """

    def __init__(self, names: list[str], rows: list[list[Any]], total: Optional[int] = None) -> None:
        self.names = names
        self.rows = rows
        self.total = len(rows) if total is None else total

    def _cells(self) -> list[list[str]]:
        return [[_cell(value) for value in row] for row in self.rows[:_SHOWN_ROWS]]

    def _count(self) -> str:
        shown = min(len(self.rows), _SHOWN_ROWS)
        rows = f"{self.total} row{'' if self.total == 1 else 's'}"
        return rows if shown == self.total else f"first {shown} of {rows}"

    def __repr__(self) -> str:
        cells = self._cells()
        widths = [max(len(text) for text in column) for column in zip(self.names, *cells)]
        lines = ["  ".join(text.ljust(width) for text, width in zip(row, widths)) for row in [self.names, *cells]]
        lines.insert(1, "  ".join("-" * width for width in widths))
        return "\n".join(line.rstrip() for line in [*lines, f"({self._count()})"])

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.names)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>" for row in self._cells()
        )
        return (
            f'<table class="dataframe"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
            f"<p>{self._count()}</p>"
        )


def _cell(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value).replace("\n", "\\n")


def show(kind: str, value: Any) -> None:
    """Shows an event of a cell.

    Args:
        kind: stdout, stderr, result or display.
        value: text of a stream, else a dictionary of mime type to content.
    """
    if kind in ("stdout", "stderr"):
        stream = getattr(sys, kind)
        stream.write(value)
        stream.flush()
    else:
        show_bundle(value)


def show_bundle(data: dict[str, Any]) -> None:
    """Shows a mime bundle: Livy's tables and SQL results as tables, the rest as Jupyter does."""
    table = to_table(data)
    if table is not None:
        display(table)
        return
    bundle = dict(data)
    if set(bundle) == {"application/json"}:
        bundle["text/plain"] = json.dumps(bundle["application/json"], ensure_ascii=False)
    if "image/png" in bundle:
        bundle.setdefault("text/plain", "<image>")
    display(bundle, raw=True)


def to_table(data: dict[str, Any]) -> Optional[Table]:
    """Returns the table in a statement's output: of %table, or of an SQL query; None without one."""
    livy = data.get(_LIVY_TABLE)
    if isinstance(livy, dict):
        return Table([str(header["name"]) for header in livy["headers"]], livy["data"])
    result = data.get("application/json")
    if isinstance(result, dict) and isinstance(result.get("schema"), dict) and isinstance(result.get("data"), list):
        return Table([str(field["name"]) for field in result["schema"]["fields"]], result["data"])
    return None


class ProgressBar:
    """Progress of a cell, shown after a second and removed at the end."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._handle: Optional[DisplayHandle] = None
        self._shown = -1

    def update(self, progress: float) -> None:
        """Shows the part of tasks that are done, 0 to 1."""
        percent = int(100 * min(max(progress, 0.0), 1.0))
        if time.monotonic() - self._began < _BAR_AFTER_SECONDS or percent == self._shown or percent == 0:
            return
        self._shown = percent
        if _in_terminal():
            sys.stderr.write(f"\r[{'#' * (percent // 5):20}] {percent:3} %")
            sys.stderr.flush()
        elif self._handle is None:
            self._handle = display(_bar(percent), display_id=True)
        else:
            self._handle.update(_bar(percent))

    def close(self) -> None:
        """Removes the bar."""
        if self._shown >= 0 and _in_terminal():
            sys.stderr.write("\r" + " " * 30 + "\r")
            sys.stderr.flush()
        elif self._handle is not None:
            self._handle.update({"text/html": "", "text/plain": ""}, raw=True)
            self._handle = None
        self._shown = -1


def _bar(percent: int) -> HTML:
    return HTML(f'<progress value="{percent}" max="100" style="width: 20em"></progress> {percent} %')


def _in_terminal() -> bool:
    from IPython import get_ipython

    shell = get_ipython()
    return shell is not None and type(shell).__name__ == "TerminalInteractiveShell"
