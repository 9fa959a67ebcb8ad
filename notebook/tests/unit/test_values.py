"""Literals of Scala, SQL and R, and values that are refused."""

import numpy
import pytest

from spark_launch import variables
from spark_launch.errors import SparkLaunchError


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (True, "true"),
        (5, "5"),
        (-(2**31), "Int.MinValue"),
        (2**31, "2147483648L"),
        (-(2**63), "Long.MinValue"),
        (2**64, 'BigInt("18446744073709551616")'),
        (0.1, "0.1d"),
        (1e300, "1e+300d"),
        (float("nan"), "Double.NaN"),
        (float("-inf"), "Double.NegativeInfinity"),
    ],
)
def test_scala_has_the_exact_value(value, code):
    assert variables.scala_definition("x", value) == f"val x = {code}"


def test_text_never_ends_a_literal_early():
    evil = "\"; System.exit(1) //\\u0022\n'"

    assert evil not in variables.scala_definition("x", evil)
    assert evil not in variables.sql_definition("x", evil)
    assert evil not in variables.r_definition("x", evil)


@pytest.mark.parametrize(("define", "value"), [(variables.sql_definition, 10**38), (variables.r_definition, 2**53 + 1)])
def test_number_that_a_language_has_not_is_refused(define, value):
    with pytest.raises(SparkLaunchError, match="variable 'big' not sent"):
        define("big", value)


@pytest.mark.parametrize(
    ("value", "plain"), [(numpy.int64(5), 5), (numpy.float64(0.1), 0.1), (numpy.bool_(True), True), (2**100, 2**100)]
)
def test_numbers_of_numpy_are_plain_values(value, plain):
    found = variables.scalar("x", value)

    assert found == plain and type(found) is type(plain)


def test_other_type_is_refused_with_its_name():
    with pytest.raises(SparkLaunchError, match="variable 'x' not sent: type builtins.list is not supported"):
        variables.scalar("x", [1])


def test_variable_that_is_not_there(fake, error_of):
    fake.session(1, name="s")

    shown = error_of(f"%%spark --cluster {fake.url} --session s --variables nowhere\n1")

    assert "variable 'nowhere' not sent: the notebook has no such variable" in shown


def test_names_are_checked_before_code_is_made_of_them(fake, error_of):
    fake.session(1, name="s")

    shown = error_of(f"%%spark --cluster {fake.url} --session s --return_variables 'x;y'\n1")

    assert "not a variable name: 'x;y'" in shown


def test_sql_of_an_old_spark_has_no_variables(fake, shell, error_of):
    fake.session(1, name="s")
    shell.user_ns["n"] = 1
    output = {"status": "error", "ename": "Error", "evalue": "[PARSE_SYNTAX_ERROR] near 'DECLARE'", "traceback": ["x"]}
    fake.rules["POST", "/sessions/1/statements"] = (201, {"id": 0})
    fake.rules["GET", "/sessions/1/statements/0"] = (200, {"id": 0, "state": "available", "output": output})

    shown = error_of(f"%%spark --cluster {fake.url} --session s --language sql --variables n\nSELECT n")

    assert "variable 'n' not sent: SQL has session variables since Spark 4.0" in shown
    assert "\n" not in shown
