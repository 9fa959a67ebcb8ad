"""Frames of pandas, polars and pyarrow to Arrow streams that Spark reads, and back. Exact, or an error."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from typing import Any, Optional

from .errors import SparkLaunchError

#: Bytes of one uploaded file at most, below Livy's limit of 100 MiB.
FILE_BYTES = 64 * 1024 * 1024
#: Bytes of one record batch, which becomes one partition in Spark.
BATCH_BYTES = 4 * 1024 * 1024
KINDS = ("pandas", "polars", "arrow")


def pyarrow() -> Any:
    """Returns pyarrow. Without it, the error has the command that installs it."""
    try:
        import pyarrow
        import pyarrow.ipc
    except ImportError:
        raise SparkLaunchError(
            "frames need pyarrow, which is not installed here; run: pip install 'spark-launch-notebook[pandas]'"
        ) from None
    return pyarrow


def is_frame(value: Any) -> bool:
    """Whether the value is a frame of pandas, polars or pyarrow. Imports none of them."""
    return _library(value) is not None


def _library(value: Any) -> Optional[str]:
    for kind in type(value).__mro__:
        name = f"{kind.__module__.split('.')[0]}.{kind.__name__}"
        if name in ("pandas.DataFrame", "polars.DataFrame", "polars.LazyFrame", "pyarrow.Table"):
            return name
    return None


def to_table(value: Any) -> Any:
    """Returns a frame as a pyarrow table of types that Spark has.

    The index of a pandas frame is left out.

    Raises:
        SparkLaunchError: a column has a type or a value that Spark has not; with its name.
    """
    arrow = pyarrow()
    library = _library(value)
    try:
        if library == "pandas.DataFrame":
            table = arrow.Table.from_pandas(value, preserve_index=False)
        elif library == "polars.LazyFrame":
            table = value.collect().to_arrow()
        elif library == "polars.DataFrame":
            table = value.to_arrow()
        else:
            table = value
    except (arrow.ArrowException, TypeError, ValueError) as error:
        reason = "; ".join(str(argument) for argument in error.args)
        raise SparkLaunchError(f"frame not sent: {reason}") from None
    names = [str(name) for name in table.column_names]
    columns = [_convert(arrow, name, table.column(index)) for index, name in enumerate(names)]
    return arrow.table(columns, schema=arrow.schema([(n, c.type) for n, c in zip(names, columns)]))


def _convert(arrow: Any, name: str, column: Any) -> Any:
    wanted = _spark_arrow_type(arrow, name, column.type)
    if wanted == column.type:
        return column
    try:
        return column.cast(wanted)
    except arrow.ArrowException as error:
        reason = str(error).split("\n")[0]
        raise SparkLaunchError(f"column {name!r} not sent: Spark has no {column.type}: {reason}") from None


def _spark_arrow_type(arrow: Any, name: str, kind: Any) -> Any:
    """The Arrow type that Spark has for a type and that loses nothing; casts fail where a value does not fit."""
    types = arrow.types
    simple = {
        arrow.uint8(): arrow.int16(),
        arrow.uint16(): arrow.int32(),
        arrow.uint32(): arrow.int64(),
        arrow.uint64(): arrow.decimal128(20, 0),
        arrow.float16(): arrow.float32(),
        arrow.date64(): arrow.date32(),
        arrow.large_string(): arrow.string(),
        arrow.large_binary(): arrow.binary(),
    }
    if kind in simple:
        return simple[kind]
    if types.is_dictionary(kind):
        return _spark_arrow_type(arrow, name, kind.value_type)
    if types.is_timestamp(kind):
        return arrow.timestamp("us", kind.tz)
    if types.is_duration(kind):
        return arrow.duration("us")
    if types.is_decimal256(kind):
        return arrow.decimal128(min(38, kind.precision), kind.scale)
    if types.is_fixed_size_binary(kind):
        return arrow.binary()
    for check, plain in (("is_string_view", arrow.string), ("is_binary_view", arrow.binary)):
        if hasattr(types, check) and getattr(types, check)(kind):
            return plain()
    if types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind):
        return arrow.list_(_spark_arrow_type(arrow, name, kind.value_type))
    if types.is_struct(kind):
        return arrow.struct([(f.name, _spark_arrow_type(arrow, name, f.type)) for f in _fields(kind)])
    if types.is_map(kind):
        return arrow.map_(_spark_arrow_type(arrow, name, kind.key_type), _spark_arrow_type(arrow, name, kind.item_type))
    return kind


def _fields(kind: Any) -> list[Any]:
    return [kind.field(index) for index in range(kind.num_fields)]


def spark_schema(table: Any) -> str:
    """Returns Spark's schema of a table from :func:`to_table`, as Spark's JSON."""
    fields = [
        {"name": field.name, "type": _spark_type(field.name, field.type), "nullable": True, "metadata": {}}
        for field in table.schema
    ]
    return json.dumps({"type": "struct", "fields": fields})


def _spark_type(name: str, kind: Any) -> Any:
    arrow = pyarrow()
    types = arrow.types
    simple = {
        arrow.bool_(): "boolean",
        arrow.int8(): "byte",
        arrow.int16(): "short",
        arrow.int32(): "integer",
        arrow.int64(): "long",
        arrow.float32(): "float",
        arrow.float64(): "double",
        arrow.string(): "string",
        arrow.binary(): "binary",
        arrow.date32(): "date",
        arrow.duration("us"): "interval day to second",
        arrow.null(): "void",
    }
    if kind in simple:
        return simple[kind]
    if types.is_timestamp(kind):
        return "timestamp" if kind.tz else "timestamp_ntz"
    if types.is_decimal(kind):
        return f"decimal({kind.precision},{kind.scale})"
    if types.is_list(kind):
        return {"type": "array", "elementType": _spark_type(name, kind.value_type), "containsNull": True}
    if types.is_map(kind):
        return {
            "type": "map",
            "keyType": _spark_type(name, kind.key_type),
            "valueType": _spark_type(name, kind.item_type),
            "valueContainsNull": True,
        }
    if types.is_struct(kind):
        fields = [
            {"name": f.name, "type": _spark_type(name, f.type), "nullable": True, "metadata": {}} for f in _fields(kind)
        ]
        return {"type": "struct", "fields": fields}
    raise SparkLaunchError(f"column {name!r} not sent: Spark has no type for {kind}; convert the column first")


class ArrowFile:
    """An Arrow stream of known length that is written while it is sent; the frame is not copied as a whole."""

    _END = b"\xff\xff\xff\xff\x00\x00\x00\x00"

    def __init__(self, table: Any, rows_per_batch: int) -> None:
        self._schema = memoryview(table.schema.serialize())
        self._batches = table.to_batches(max_chunksize=rows_per_batch)
        sizes = map(pyarrow().ipc.get_record_batch_size, self._batches)
        self._length: int = len(self._schema) + sum(sizes) + len(self._END)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[memoryview]:
        yield self._schema
        for batch in self._batches:
            yield memoryview(batch.serialize())
        yield memoryview(self._END)


def to_files(table: Any) -> Iterator[ArrowFile]:
    """Yields Arrow streams of the table's rows, each small enough for one upload; at least one."""
    rows = max(1, table.num_rows)
    width = max(1, table.nbytes // rows)
    rows_per_batch = max(1, BATCH_BYTES // width)
    rows_per_file = max(rows_per_batch, FILE_BYTES // width)
    for start in range(0, rows, rows_per_file):
        yield ArrowFile(table.slice(start, rows_per_file), rows_per_batch)


def read_stream(content: bytes | bytearray) -> Any:
    """Returns the table of an Arrow stream that may be followed by the order of its batches.

    Spark sends batches as its tasks end, and behind the stream their number and positions, as big-endian ints.
    """
    arrow = pyarrow()
    source = arrow.BufferReader(arrow.py_buffer(content))
    reader = arrow.ipc.open_stream(source)
    batches = list(reader)
    tail = bytes(source.read())
    if len(tail) >= 4 and batches:
        count = struct.unpack_from(">i", tail)[0]
        if count == len(batches):
            batches = [batches[position] for position in struct.unpack_from(f">{count}i", tail, 4)]
    return arrow.Table.from_batches(batches, reader.schema)


def from_table(table: Any, kind: str) -> Any:
    """Returns a table as a frame.

    Args:
        kind: "pandas", "polars" or "arrow".

    Integers and booleans with nulls become pandas' nullable types, since floats would change large values.
    """
    if kind == "arrow":
        return table
    if kind == "polars":
        try:
            import polars
        except ImportError:
            raise SparkLaunchError("polars is not installed here; run: pip install polars") from None
        return polars.from_arrow(table)
    try:
        import pandas
    except ImportError:
        raise SparkLaunchError("pandas is not installed here; run: pip install pandas, or use --frames") from None
    return _to_pandas(table, pandas)


def _to_pandas(table: Any, pandas: Any) -> Any:
    arrow = pyarrow()
    options: dict[str, Any] = {"split_blocks": True}
    if int(pandas.__version__.split(".")[0]) < 3:
        options["coerce_temporal_nanoseconds"] = True  # pandas 2 makes nanoseconds of its own dates
    try:
        frame = table.to_pandas(**options)
    except arrow.ArrowInvalid:
        # A time that nanoseconds cannot hold, such as the year 9999.
        frame = table.to_pandas(split_blocks=True)
    nullable = {
        arrow.int8(): pandas.Int8Dtype,
        arrow.int16(): pandas.Int16Dtype,
        arrow.int32(): pandas.Int32Dtype,
        arrow.int64(): pandas.Int64Dtype,
        arrow.bool_(): pandas.BooleanDtype,
    }
    for index, field in enumerate(table.schema):
        if field.type in nullable and index < frame.shape[1] and table.column(index).null_count:
            make = nullable[field.type]
            frame.isetitem(index, table.column(index).to_pandas(types_mapper=lambda _, make=make: make()).array)
    return frame
