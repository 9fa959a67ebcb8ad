"""Variables between the notebook and a session, for each language: bool, int, float, str and frames."""

from __future__ import annotations

import base64
import json
import math
import numbers
import uuid
from typing import Any, Callable, Union

from . import frames
from .errors import SparkLaunchError, StatementError
from .output import Table
from .remote import Remote
from .statements import Failure, Output, Statement

Scalar = Union[bool, int, float, str]
Progress = Callable[[float], None]
_LONG = range(-(2**63), 2**63)
_INT = range(-(2**31), 2**31)
_INLINE_CHARACTERS = 100_000


def scalar(name: str, value: Any) -> Scalar:
    """Returns a value as a plain bool, int, float or str; numpy's numbers too.

    Raises:
        SparkLaunchError: it is of another type.
    """
    if getattr(value, "shape", None) == () and type(value).__module__ == "numpy":
        value = value.item()
    if isinstance(value, bool):
        return bool(value)
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, str):
        return str(value)
    kind = type(value)
    raise SparkLaunchError(
        f"variable {name!r} not sent: type {kind.__module__}.{kind.__qualname__} is not supported; "
        "use bool, int, float, str, or a frame of pandas or polars"
    )


class Variables:
    """Sends variables to one session and fetches them. Python does the work for frames of every language."""

    def __init__(self, remote: Remote, language: str, kind: str, on_progress: Progress) -> None:
        """
        Args:
            language: python, scala, sql or r.
            kind: of the frames that are fetched: pandas, polars or arrow.
        """
        self._remote = remote
        self._language = language
        self._kind = kind
        self._on_progress = on_progress

    # --- sending -------------------------------------------------------------------------------------------------

    def send(self, values: dict[str, Any]) -> None:
        """Defines the variables in the session, frames as Spark frames.

        Raises:
            SparkLaunchError: a type or value that the language has not; nothing was sent then.
        """
        tables = {name: frames.to_table(value) for name, value in values.items() if frames.is_frame(value)}
        schemas = {name: frames.spark_schema(table) for name, table in tables.items()}
        scalars = {name: scalar(name, value) for name, value in values.items() if name not in tables}
        self._send_scalars(scalars)
        for name, table in tables.items():
            self._send_table(name, table, schemas[name])

    def _send_scalars(self, values: dict[str, Scalar]) -> None:
        if not values:
            return
        if self._language == "python":
            for name, value in list(values.items()):
                if isinstance(value, str) and len(value) > _INLINE_CHARACTERS:
                    file = self._remote.upload(value.encode("utf-8", "surrogatepass"))
                    self._remote.call("take_text", name, file)
                    del values[name]
            if values:
                self._remote.call("assign", json.dumps(values))
            return
        literal = {"scala": scala_definition, "sql": sql_definition, "r": r_definition}[self._language]
        for name, value in values.items():
            if isinstance(value, str) and len(value) > _INLINE_CHARACTERS:
                raise SparkLaunchError(
                    f"variable {name!r} not sent: {len(value)} characters are more than the {_INLINE_CHARACTERS} that "
                    f"{self._language} cells take; send it to a python cell"
                )
            try:
                self._statement(literal(name, value))
            except StatementError as error:
                if self._language == "sql" and "PARSE_SYNTAX_ERROR" in error.evalue:
                    raise SparkLaunchError(
                        f"variable {name!r} not sent: SQL has session variables since Spark 4.0, and this session's "
                        "Spark is older; send it to a python cell"
                    ) from None
                raise

    def _send_table(self, name: str, table: Any, schema: str) -> None:
        files = [self._remote.upload(content) for content in frames.to_files(table)]
        view = name if self._language == "sql" else None
        if self._language in ("scala", "r"):
            view = _temporary_name()
        self._remote.call("take_frame", None if view else name, files, schema, view, on_progress=self._on_progress)
        if self._language == "scala":
            self._statement(f'val {name} = spark.table("{view}"); spark.catalog.dropTempView("{view}")')
        elif self._language == "r":
            self._statement(f'{name} <- sql("SELECT * FROM {view}")\ninvisible(dropTempView("{view}"))')

    # --- fetching ------------------------------------------------------------------------------------------------

    def fetch(self, name: str) -> Any:
        """Returns a variable of the session; its frames of Spark, pandas, polars and pyarrow as a local frame.

        Raises:
            SparkLaunchError: there is no such variable, or its type is not supported.
        """
        if self._language == "scala":
            answer = self._describe_scala(name)
        elif self._language == "r":
            answer = self._describe_r(name)
        else:
            answer = self._remote.call("give", name, on_progress=self._on_progress)
        if answer["kind"] == "view":
            answer = self._remote.call("give_view", answer["view"], on_progress=self._on_progress)
        return self._take(name, answer)

    def query(self, name: str, query: str) -> Any:
        """Runs an SQL query and returns all its rows as a local frame."""
        return self._take(name, self._remote.call("give_sql", query, on_progress=self._on_progress))

    def _take(self, name: str, answer: dict[str, Any]) -> Any:
        kind = answer["kind"]
        if kind == "missing":
            raise SparkLaunchError(
                f"variable {name!r} not returned: session {self._remote.session.id!r} has no such variable"
            )
        if kind == "unsupported":
            raise SparkLaunchError(
                f"variable {name!r} not returned: type {answer['type']} is not supported; "
                "use bool, int, float, str, or a frame of Spark, pandas or polars"
            )
        if kind == "value":
            return answer["value"]
        content = self._remote.read_spool(answer["spool"], answer["size"], self._on_progress)
        if kind == "text":
            return content.decode("utf-8", "surrogatepass")
        return frames.from_table(frames.read_stream(content), answer.get("frame") or self._kind)

    def _statement(self, code: str) -> Output:
        output = Statement.post(self._remote.session, code, _LIVY_KIND[self._language]).result(self._on_progress)
        if isinstance(output, Failure):
            raise StatementError(output.ename, output.evalue, output.traceback)
        return output

    def _describe_scala(self, name: str) -> dict[str, Any]:
        view = _temporary_name()
        return _described(self._statement(_SCALA_GIVE.format(name=name, view=view)).text, view)

    def _describe_r(self, name: str) -> dict[str, Any]:
        view = _temporary_name()
        return _described(self._statement(_R_GIVE.format(name=name, view=view)).text, view)


_LIVY_KIND = {"python": "pyspark", "scala": "spark", "sql": "sql", "r": "sparkr"}


def livy_kind(language: str) -> str:
    """Returns Livy's kind of a language."""
    return _LIVY_KIND[language]


def _temporary_name() -> str:
    return f"spark_launch_{uuid.uuid4().hex[:12]}"


_SCALA_GIVE = """{{ val given: Any = {name}; println("<<" + (given match {{
  case b: Boolean => "bool:" + b
  case i: Byte => "int:" + i
  case i: Short => "int:" + i
  case i: Int => "int:" + i
  case i: Long => "int:" + i
  case i: BigInt => "int:" + i
  case f: Float => "float:" + f.toDouble
  case f: Double => "float:" + f
  case s: String => "str:" + s.map(c => c.toInt).mkString(",")
  case d: org.apache.spark.sql.Dataset[_] => d.toDF().createOrReplaceTempView("{view}"); "view:"
  case null => "other:null"
  case other => "other:" + other.getClass.getName
}}) + ">>") }}"""

_R_GIVE = """local({{ given <- {name}; cat(paste0("<<",
  if (inherits(given, "SparkDataFrame")) {{ createOrReplaceTempView(given, "{view}"); "view:" }}
  else if (length(given) != 1 || is.na(given) && !is.nan(given)) paste0("other:", class(given)[1])
  else if (is.logical(given)) paste0("bool:", tolower(given))
  else if (is.integer(given)) paste0("int:", given)
  else if (is.numeric(given)) paste0("float:", sprintf("%.17g", given))
  else if (is.character(given)) paste0("str:", paste(utf8ToInt(enc2utf8(given)), collapse = ","))
  else paste0("other:", class(given)[1]), ">>")) }})"""


def _described(text: str, view: str) -> dict[str, Any]:
    """Reads what the Scala and R snippets print: a type and a value between double angle brackets."""
    start, end = text.rfind("<<"), text.rfind(">>")
    if not 0 <= start < end:
        raise SparkLaunchError(f"variable not returned: answer of the session not understood: {text[:200]!r}")
    kind, _, value = text[start + 2 : end].partition(":")
    if kind == "view":
        return {"kind": "view", "view": view}
    if kind == "bool":
        return {"kind": "value", "value": value == "true"}
    if kind == "int":
        return {"kind": "value", "value": int(value)}
    if kind == "float":
        return {"kind": "value", "value": float(value.replace("Infinity", "inf"))}
    if kind == "str":
        units = [int(unit) for unit in value.split(",") if unit]
        text = "".join(map(chr, units))
        # Scala counts UTF-16 units: pairs of surrogates are one character here.
        return {"kind": "value", "value": text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")}
    return {"kind": "unsupported", "type": value}


def scala_definition(name: str, value: Scalar) -> str:
    """Returns the Scala that defines a value: Int where it fits, else Long, else BigInt."""
    if isinstance(value, bool):
        code = "true" if value else "false"
    elif isinstance(value, int):
        if value in _INT:
            code = str(value) if value != -(2**31) else "Int.MinValue"
        elif value in _LONG:
            code = f"{value}L" if value != -(2**63) else "Long.MinValue"
        else:
            code = f'BigInt("{value}")'
    elif isinstance(value, float):
        if math.isnan(value):
            code = "Double.NaN"
        elif math.isinf(value):
            code = f"Double.{'Positive' if value > 0 else 'Negative'}Infinity"
        else:
            code = f"{value!r}d"
    else:
        # Base64, since Scala 2.12 reads escapes such as \\u000a before it reads literals.
        encoded = base64.b64encode(_utf8(name, value)).decode("ascii")
        code = f'new String(java.util.Base64.getDecoder.decode("{encoded}"), "UTF-8")'
    return f"val {name} = {code}"


def _utf8(name: str, value: str) -> bytes:
    try:
        return value.encode("utf-8")
    except UnicodeEncodeError:
        raise SparkLaunchError(f"variable {name!r} not sent: it contains half a surrogate pair") from None


def sql_definition(name: str, value: Scalar) -> str:
    """Returns the SQL that declares a session variable: BOOLEAN, BIGINT, DECIMAL(38,0), DOUBLE or STRING."""
    if isinstance(value, bool):
        code = "true" if value else "false"
    elif isinstance(value, int):
        if value in _LONG:
            code = f"CAST('{value}' AS BIGINT)"
        elif abs(value) < 10**38:
            code = f"CAST('{value}' AS DECIMAL(38,0))"
        else:
            raise SparkLaunchError(f"variable {name!r} not sent: {value} has more than the 38 digits that SQL has")
    elif isinstance(value, float):
        code = f"CAST('{value!r}' AS DOUBLE)"
    else:
        code = f"CAST(X'{_utf8(name, value).hex()}' AS STRING)"
    quoted = "`" + name.replace("`", "``") + "`"
    return f"DECLARE OR REPLACE VARIABLE {quoted} = {code}"


def r_definition(name: str, value: Scalar) -> str:
    """Returns the R that defines a value: integer where it fits, else numeric up to 2^53."""
    if isinstance(value, bool):
        code = "TRUE" if value else "FALSE"
    elif isinstance(value, int):
        if value in _INT and value != -(2**31):
            code = f"{value}L"
        elif abs(value) <= 2**53:
            code = str(value)
        else:
            raise SparkLaunchError(f"variable {name!r} not sent: R has no exact number {value}, above 2^53")
    elif isinstance(value, float):
        code = "NaN" if math.isnan(value) else f"{'-' if value < 0 else ''}Inf" if math.isinf(value) else repr(value)
    elif "\0" in value:
        raise SparkLaunchError(f"variable {name!r} not sent: R has no strings with the character 0")
    else:
        code = f"intToUtf8(c({','.join(str(ord(character)) for character in value)}))" if value else '""'
    return f"{name} <- {code}"


def preview(frame: Any, rows: int = 20) -> Table:
    """Returns the first rows of a fetched frame for display."""
    head = frame.slice(0, rows) if hasattr(frame, "slice") else frame.head(rows)
    if hasattr(head, "itertuples"):
        data: list[list[Any]] = [list(row) for row in head.itertuples(index=False, name=None)]
        names = [str(name) for name in head.columns]
    elif hasattr(head, "rows"):
        data, names = [list(row) for row in head.rows()], [str(name) for name in head.columns]
    else:
        names = [str(name) for name in head.column_names]
        data = [list(row) for row in zip(*(column.to_pylist() for column in head.columns))]
    return Table(names, data, total=_length(frame))


def _length(frame: Any) -> int:
    return int(frame.num_rows) if hasattr(frame, "num_rows") else len(frame)
