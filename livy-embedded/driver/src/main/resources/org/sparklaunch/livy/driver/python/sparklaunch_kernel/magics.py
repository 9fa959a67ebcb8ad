"""Livy's magic lines: a variable as JSON, as a table, or the current figure."""

import datetime
import decimal
import json
import math
import numbers

from . import figures
from .frames import is_frame, records, unique


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
        self._commands = {"json": as_json, "table": as_table}

    def run(self, magic, result):
        """Returns a dictionary of one mime type to JSON text. A figure goes beside the result that there is."""
        if not magic.command:
            raise UnknownMagic("magic command not specified")
        if magic.command not in self._commands and magic.command != "matplot":
            raise UnknownMagic("unknown magic command '%s'" % magic.command)
        if magic.name not in self._names:
            raise NameError("name '%s' is not defined" % magic.name)
        value = self._names[magic.name]
        if magic.command != "matplot":
            return self._commands[magic.command](value)
        figures.add(value.gcf())
        return result


def as_json(value):
    if is_frame(value):
        columns, rows = records(value)
        value = [dict(zip(columns, row)) for row in rows]
    return {"application/json": _json(value)}


def as_table(value):
    keys = None
    if is_frame(value):
        keys, rows = records(value)
        rows = [{key: _cell(item) for key, item in zip(keys, row)} for row in rows]
    else:
        rows = [_row(row) for row in (value if _is_list(value) else [value])]
    types = dict.fromkeys(keys or [], "NULL_TYPE")
    for row in rows:
        for key, (kind, _) in row.items():
            known = types.setdefault(key, kind)
            if known == "NULL_TYPE":
                types[key] = kind
            elif kind not in (known, "NULL_TYPE"):
                raise TypeError("table rows have different types")
    if keys is None:
        keys = sorted(types, key=lambda key: (isinstance(key, str), key))
    table = {
        "headers": [{"name": str(key), "type": types[key]} for key in keys],
        "data": [[row.get(key, (None, None))[1] for key in keys] for row in rows],
    }
    return {"application/vnd.livy.table.v1+json": _json(table)}


def _is_list(value):
    """Whether it is a list of rows. A row of Spark is a tuple, too."""
    return isinstance(value, (list, tuple)) and not hasattr(value, "asDict")


def _row(row):
    """Column to (type, value). Columns have names in rows of Spark and dictionaries, else numbers."""
    if hasattr(row, "asDict"):
        fields = getattr(row, "__fields__", None)
        row = dict(zip(unique(fields), row)) if fields else row.asDict()
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
        return "DOUBLE_TYPE", _real(value)
    if isinstance(value, dict):
        return "MAP_TYPE", {str(key): _cell(item)[1] for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return "ARRAY_TYPE", [_cell(item)[1] for item in value]
    if isinstance(value, (bytes, bytearray)):
        return "ARRAY_TYPE", _plain(value)
    return _string_type(value), _string(value)


def _real(value):
    """A number, null for NaN, and a string for an infinity, as in results of SQL."""
    if math.isnan(value):
        return None
    return float(value) if math.isfinite(value) else str(float(value)).replace("inf", "Infinity")


def _string_type(value):
    if isinstance(value, datetime.datetime):
        return "TIMESTAMP_TYPE"
    if isinstance(value, datetime.date):
        return "DATE_TYPE"
    return "DECIMAL_TYPE" if isinstance(value, decimal.Decimal) else "STRING_TYPE"


def _string(value):
    """All digits of a decimal, ISO 8601 of a time, and what str gives of anything else."""
    return format(value, "f") if isinstance(value, decimal.Decimal) and value.is_finite() else str(value)


def _json(value):
    try:
        return json.dumps(_shown(value), allow_nan=False, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError("Failed to convert value into a JSON value") from error


def _shown(value):
    """A value as JSON can hold it, at any depth."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, dict):
        return {_key(key): _shown(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shown(item) for item in value]
    return _real(value) if isinstance(value, float) else _plain(value)


def _key(key):
    """The name of a member. That of a nested value is its JSON text, as in results of SQL."""
    if key is None or isinstance(key, (str, int)):
        return key
    if isinstance(key, (bytes, bytearray, list, tuple, dict)):
        return json.dumps(_shown(key), allow_nan=False, ensure_ascii=False)
    if isinstance(key, float):
        return "NaN" if math.isnan(key) else str(_real(key))
    return str(_plain(key))


def _plain(value):
    """What stands for a value that JSON has no form for. An object that is no such value is an error."""
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real):
        return _real(value)
    if isinstance(value, (bytes, bytearray)):
        return [byte - 256 if byte > 127 else byte for byte in value]
    if isinstance(value, (datetime.datetime, datetime.time)):
        return value.isoformat()
    if isinstance(value, (datetime.date, decimal.Decimal)):
        return _string(value)
    if isinstance(value, datetime.timedelta):
        return str(value)
    raise TypeError("no JSON form of %s" % type(value).__name__)
