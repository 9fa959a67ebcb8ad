"""Livy's outputs as tables and errors."""

import pytest

from spark_launch import output
from spark_launch.errors import StatementError


def test_sql_result_is_a_table():
    data = {"application/json": {"schema": {"fields": [{"name": "n"}, {"name": "<b>"}]}, "data": [[1, None]]}}

    table = output.to_table(data)

    assert repr(table) == "n  <b>\n-  ----\n1  NULL\n(1 row)"
    assert "&lt;b&gt;" in table._repr_html_()


def test_livys_table_is_a_table():
    data = {
        "application/vnd.livy.table.v1+json": {
            "headers": [{"name": "a", "type": "BIGINT_TYPE"}],
            "data": [[n] for n in range(60)],
        }
    }

    assert repr(output.to_table(data)).endswith("(first 50 of 60 rows)")


def test_other_json_is_no_table():
    assert output.to_table({"application/json": {"data": [1]}}) is None


@pytest.mark.parametrize(
    ("error", "lines"),
    [
        (StatementError("ValueError", "no", ["Traceback:\n", "ValueError: no\n"]), ["Traceback:", "ValueError: no"]),
        (StatementError("Error", "<console>:1: error: x", ["  x\n", "  ^\n"]), ["<console>:1: error: x", "  x", "  ^"]),
        (StatementError("UnknownMagic", "no such", []), ["UnknownMagic: no such"]),
    ],
)
def test_remote_error_is_shown_as_its_language_does(error, lines):
    assert error._render_traceback_() == lines
