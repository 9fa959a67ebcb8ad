"""Livy's magic lines: a variable as JSON, as a table, or the current figure."""

import datetime
import decimal
import json
import math
import numbers

from .figures import png


class UnknownMagic(Exception):
    # Livy's shell is the main program: its traceback names no module.
    __module__ = "__main__"


class Magic:
    """One line: a command and, usually, the name of a variable."""

    def __init__(self, command, name):
        self.command = command
        self.name = name

    @staticmethod
    def parse(line):
        command, _, name = line[1:].strip().partition(" ")
        return Magic(command, name.strip())


class Magics:
    def __init__(self, names):
        self._names = names
        self._commands = {"json": as_json, "table": as_table, "matplot": as_figure}

    def run(self, magic):
        """A dictionary of one mime type to JSON text."""
        if not magic.command:
            raise UnknownMagic("magic command not specified")
        if magic.command not in self._commands:
            raise UnknownMagic("unknown magic command '%s'" % magic.command)
        if magic.name not in self._names:
            raise NameError("name '%s' is not defined" % magic.name)
        return self._commands[magic.command](self._names[magic.name])


def as_json(value):
    return {"application/json": _json(value)}


def as_figure(pyplot):
    return {"image/png": json.dumps(png(pyplot.gcf()))}


def as_table(value):
    rows = [_row(row) for row in (value if isinstance(value, (list, tuple)) else [value])]
    types = {}
    for row in rows:
        for key, (kind, _) in row.items():
            known = types.setdefault(key, kind)
            if known == "NULL_TYPE":
                types[key] = kind
            elif kind not in (known, "NULL_TYPE"):
                raise TypeError("table rows have different types")
    keys = sorted(types, key=lambda key: (isinstance(key, str), key))
    table = {
        "headers": [{"name": str(key), "type": types[key]} for key in keys],
        "data": [[row.get(key, (None, None))[1] for key in keys] for row in rows],
    }
    return {"application/vnd.livy.table.v1+json": _json(table)}


def _row(row):
    """Column to (type, value). Columns have names in rows of Spark and dictionaries, else numbers."""
    if hasattr(row, "asDict"):
        row = row.asDict()
    if isinstance(row, dict):
        return {str(name): _cell(value) for name, value in row.items()}
    return dict(enumerate(map(_cell, row if isinstance(row, (list, tuple)) else [row])))


def _cell(value):
    """Livy's name of the type, and the value as JSON can hold it."""
    if value is None:
        return "NULL_TYPE", None
    if isinstance(value, bool):
        return "BOOLEAN_TYPE", value
    if isinstance(value, numbers.Integral):
        return "INT_TYPE", int(value)
    if isinstance(value, numbers.Real):
        return "DOUBLE_TYPE", float(value) if math.isfinite(value) else None
    if isinstance(value, dict):
        return "MAP_TYPE", {str(key): _cell(item)[1] for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return "ARRAY_TYPE", [_cell(item)[1] for item in value]
    return _text_type(value), str(value)


def _text_type(value):
    if isinstance(value, datetime.datetime):
        return "TIMESTAMP_TYPE"
    if isinstance(value, datetime.date):
        return "DATE_TYPE"
    return "DECIMAL_TYPE" if isinstance(value, decimal.Decimal) else "STRING_TYPE"


def _json(value):
    try:
        return json.dumps(value, allow_nan=False, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError("Failed to convert value into a JSON value") from error
