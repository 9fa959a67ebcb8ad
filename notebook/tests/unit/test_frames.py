"""Frames to Arrow and back, exactly; without Spark."""

import datetime
import decimal

import numpy
import pandas
import polars
import pyarrow
import pytest

from spark_launch import frames
from spark_launch.errors import SparkLaunchError


def through(frame, kind="pandas"):
    content = b"".join(piece for file in frames.to_files(frames.to_table(frame)) for piece in file)
    return frames.from_table(frames.read_stream(content), kind)


def test_pandas_types_come_back_as_they_were():
    frame = pandas.DataFrame(
        {
            "i8": numpy.array([1, -128], "int8"),
            "i64": [2**63 - 1, -(2**63)],
            "f64": [0.1, float("inf")],
            "f32": numpy.array([0.1, -0.0], "float32"),
            "b": [True, False],
            "s": ["ü\n'", ""],
            "t": pandas.to_datetime(["2026-01-02 03:04:05.123456", "1900-01-01 00:00:00.000001"]),
            "z": pandas.to_datetime(["2026-01-02 03:04:05", "1970-01-01 00:00:00"]).tz_localize("UTC"),
        }
    )

    pandas.testing.assert_frame_equal(through(frame), frame)


def test_large_integers_with_nulls_stay_integers():
    back = through(pandas.DataFrame({"n": pandas.array([2**53 + 1, None], "Int64"), "b": [True, None]}))

    assert back["n"].tolist()[0] == 2**53 + 1
    assert back["b"].tolist()[0] is True


def test_polars_types_come_back_as_they_were():
    frame = polars.DataFrame(
        {
            "n": [2**53 + 1, None],
            "f": [float("nan"), None],
            "s": ["a", None],
            "d": [datetime.date(2026, 1, 1), None],
            "t": [datetime.datetime(9999, 12, 31, 23, 59, 59, 999999), None],
            "l": [[1, 2], []],
            "x": [decimal.Decimal("1.50"), None],
        }
    )

    assert through(frame, "polars").equals(frame)


def test_lazy_polars_frame_is_collected():
    assert through(polars.LazyFrame({"a": [1]}), "polars").rows() == [(1,)]


def test_frame_without_rows_keeps_its_columns():
    back = through(pandas.DataFrame({"a": numpy.array([], "int64")}))

    assert back.shape == (0, 1)
    assert back["a"].dtype == "int64"


def test_unsigned_integers_lose_nothing():
    table = frames.to_table(pandas.DataFrame({"u": numpy.array([2**64 - 1], "uint64")}))

    assert table.column(0).to_pylist() == [decimal.Decimal(2**64 - 1)]


def test_nanoseconds_that_spark_cannot_hold_are_refused():
    frame = pandas.DataFrame({"when": [pandas.Timestamp("2026-01-01 00:00:00.000000001")]})

    with pytest.raises(SparkLaunchError, match="column 'when' not sent"):
        frames.to_table(frame)


def test_mixed_column_is_refused_with_its_name():
    with pytest.raises(SparkLaunchError, match="column mixed"):
        frames.to_table(pandas.DataFrame({"mixed": [1, "a"]}))


def test_type_that_spark_has_not_is_refused():
    table = pyarrow.table({"t": pyarrow.array([1], pyarrow.time64("us"))})

    with pytest.raises(SparkLaunchError, match="column 't' not sent: Spark has no type for time64"):
        frames.spark_schema(frames.to_table(table))


def test_schema_names_sparks_types():
    table = frames.to_table(pyarrow.table({"a": [[1]], "s": [{"x": "y"}], "d": [decimal.Decimal("1.25")]}))

    assert '"elementType": "long"' in frames.spark_schema(table)
    assert '"decimal(3,2)"' in frames.spark_schema(table)


def test_large_frames_are_several_files_of_whole_rows(monkeypatch):
    monkeypatch.setattr(frames, "FILE_BYTES", 4096)
    monkeypatch.setattr(frames, "BATCH_BYTES", 1024)
    table = frames.to_table(pandas.DataFrame({"n": range(2000)}))

    parts = [frames.read_stream(b"".join(file)) for file in frames.to_files(table)]

    assert len(parts) > 2
    assert pyarrow.concat_tables(parts).column("n").to_pylist() == list(range(2000))


def test_length_of_a_file_is_that_of_its_pieces(monkeypatch):
    monkeypatch.setattr(frames, "BATCH_BYTES", 1024)
    table = frames.to_table(
        pandas.DataFrame({"n": range(2000), "s": [None if n % 3 else "ü" * n for n in range(2000)]})
    )

    (file,) = frames.to_files(table)

    assert len(file) == sum(map(len, file))
    assert frames.read_stream(b"".join(file)).equals(table)


def test_batches_are_put_into_sparks_order():
    sink = pyarrow.BufferOutputStream()
    schema = pyarrow.schema([("n", pyarrow.int64())])
    with pyarrow.ipc.new_stream(sink, schema) as writer:
        for value in (2, 3, 1):
            writer.write_batch(pyarrow.record_batch([[value]], schema=schema))
    order = b"".join(number.to_bytes(4, "big") for number in (3, 2, 0, 1))

    assert frames.read_stream(sink.getvalue().to_pybytes() + order).column("n").to_pylist() == [1, 2, 3]
