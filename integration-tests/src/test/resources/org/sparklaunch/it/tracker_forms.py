"""Compares every form of a result of one row with its JSON form: tracker_forms.py TRACKER USER QUERY_ID."""

import base64
import csv
import io
import json
import re
import struct
import sys
import urllib.parse
import urllib.request
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import yt.yson as yson

tracker, user, query = sys.argv[1:]


def read(**parameters):
    text = urllib.parse.urlencode({"query_id": query, **parameters})
    url = "%s/api/v4/read_query_result?%s" % (tracker, text)
    with urllib.request.urlopen(urllib.request.Request(url, headers={"X-User": user})) as answer:
        return answer.read()


def days(text):
    year, month, day = map(int, re.fullmatch(r"([+-]?\d+)-(\d\d)-(\d\d)", text).groups())
    year -= month <= 2
    era_day = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return 365 * year + year // 4 - year // 100 + year // 400 + era_day - 719468


def micros(text):
    date, hour, minute, second, fraction = re.fullmatch(
        r"(.+)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?Z?", text).groups()
    seconds = days(date) * 86400 + int(hour) * 3600 + int(minute) * 60 + int(second or 0)
    return seconds * 1000000 + int((fraction or "").ljust(6, "0"))


def number(kind, value):
    value = float(value)
    return "NaN" if value != value else struct.pack(">f" if kind == "float" else ">d", value)


INTEGERS = ("byte", "short", "integer", "long")


def expected(kind, cell):
    if cell is None:
        return None
    if kind == "date":
        return days(cell)
    if kind.startswith("timestamp"):
        return micros(cell)
    if kind == "binary":
        return base64.b64decode(cell)
    if kind in ("float", "double"):
        return number(kind, cell)
    if kind in INTEGERS:
        return int(cell)
    return Decimal(cell) if kind.startswith("decimal") else cell


def shown(kind, value):
    """A value of a typed form, as expected() has it."""
    if value is None:
        return None
    if kind in ("float", "double"):
        return number(kind, value)
    if kind.startswith("decimal"):
        return value if isinstance(value, Decimal) else Decimal(text(value))
    if kind in INTEGERS or kind == "date" or kind.startswith("timestamp"):
        return int(value)
    if kind == "binary":
        return bytes(value)
    return bool(value) if kind == "boolean" else text(value)


def text(value):
    return bytes(value).decode() if isinstance(value, bytes) else str(value)


def arrow(column):
    if pa.types.is_date32(column.type):
        column = column.cast(pa.int32())
    elif pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us", column.type.tz)).cast(pa.int64())
    return column.to_pylist()[0]


whole = json.loads(read(), parse_float=str, parse_int=str)
kinds = {column["name"]: column["spark_type"] for column in whole["schema"]}
row = dict(zip(kinds, whole["rows"][0]))
wanted = {name: expected(kind, row[name]) for name, kind in kinds.items()}
problems = []


def check(form, name, found, other=None):
    if found != (wanted[name] if other is None else other):
        problems.append("%s: %s %s is %r, not %r" % (form, kinds[name], row[name], found, other or wanted[name]))


table = pa.ipc.open_stream(read(output_format="arrow")).read_all()
fragment = next(iter(yson.loads(
    read(output_format="yson"), yson_type="list_fragment", encoding=None)))
names, fields = list(csv.reader(io.StringIO(read(output_format="csv").decode(), newline="")))
maps = json.loads(read(output_format="json"), parse_float=str, parse_int=str)
assert names == list(kinds), names
for index, (name, kind) in enumerate(kinds.items()):
    check("arrow", name, shown(kind, arrow(table.column(name))))
    native = fragment[name.encode()]
    check("yson", name, None if isinstance(native, yson.YsonEntity) else shown(kind, native))
    plain = row[name]
    check("csv", name, fields[index], str(plain).lower() if isinstance(plain, bool) else plain or "")
    check("json", name, maps[name], plain) if plain is not None else None

stored = [name for name, kind in kinds.items()
          if kind in INTEGERS + ("boolean", "string", "binary", "float", "double", "date")
          or kind.startswith(("decimal", "timestamp"))]
parquet = pq.read_table(io.BytesIO(read(full_result_file="0")), columns=stored)
for name in stored:
    check("parquet", name, shown(kinds[name], arrow(parquet.column(name))))

print("\n".join(problems) or "all %d columns agree" % len(kinds))
