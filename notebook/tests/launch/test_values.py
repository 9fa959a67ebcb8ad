"""Variables both ways on a real launch, in every language; and how long a million rows take."""

import os

import pytest

#: On a quiet machine; a busy one may take as many times longer as this says.
SECONDS = 2.0
PATIENCE = float(os.environ.get("SPARK_LAUNCH_TEST_PATIENCE", "10"))
MILLION = """
import numpy, pandas, polars
rows, random = 1_000_000, numpy.random.default_rng(0)
frame = pandas.DataFrame({
    "id": numpy.arange(rows),
    "amount": random.integers(0, 10**6, rows) / 100,
    "name": [f"customer {n % 5000}" for n in range(rows)],
    "paid": random.random(rows) > 0.5,
    "day": pandas.Timestamp("2026-01-01") + pandas.to_timedelta(random.integers(0, 10**7, rows), "s"),
})
polar = polars.from_pandas(frame)
"""


def test_plain_values_both_ways_in_python(kernel, session):
    text = "ü\n'\"\\\x00"
    kernel.run(f"b, i, f, nan, s, e = True, 2**70, 0.1, float('nan'), {text!r}, ''")

    code = "got = [b, i, f, nan, s, e]; b2, i2, f2, nan2, s2, e2 = got; print([type(x).__name__ for x in got])"
    shown = kernel.text(
        f"%%spark {session} --variables b,i,f,nan,s,e --return_variables b2,i2,f2 --return_variables nan2,s2,e2\n{code}"
    )

    assert "['bool', 'int', 'float', 'float', 'str', 'str']" in shown
    assert kernel.text("print([b2, i2, f2, s2, e2] == [b, i, f, s, e], nan2 != nan2)").strip() == "True True"


def test_plain_values_both_ways_in_scala(kernel, session):
    kernel.run("b, i, f, s = False, 2**40, 1e-300, 'ü\\n\\'\"\\\\ 😀'")

    kernel.text(
        f"%%spark {session} --language scala --variables b,i,f,s --return_variables b3,i3,f3,s3\n"
        "val b3 = !b; val i3 = i + 1L; val f3 = f; val s3 = s"
    )

    assert kernel.text("print([b3, i3, f3, s3] == [True, 2**40 + 1, f, s])").strip() == "True"


def test_values_and_frames_in_sql(kernel, session):
    kernel.run("import pandas; smallest, title = 1, 'it\\'s'; orders = pandas.DataFrame(dict(n=[1, 2, 3]))")

    cell = kernel.run(
        f"%%spark {session} --language sql --variables smallest,title,orders --return_variables found\n"
        "SELECT n, title AS t FROM orders WHERE n > smallest ORDER BY n;"
    )

    assert "<td>2</td><td>it&#x27;s</td>" in cell.outputs[-1].data["text/html"]
    assert kernel.text("print(found.values.tolist())").strip() == '[[2, "it\'s"], [3, "it\'s"]]'


def test_values_both_ways_in_r(kernel, session):
    kernel.run("b, i, f, s = True, 7, 0.1, 'ü\\n\\'\"\\\\'")
    shown = kernel.text(
        f"%%spark {session} --language r --variables b,i,f,s --return_variables b4,i4,f4,s4\n"
        "b4 <- !b; i4 <- i + 1L; f4 <- f; s4 <- s"
    )
    if "InterpreterError" in shown or "Rscript" in shown:
        pytest.skip("no R on this machine")

    assert kernel.text("print([b4, i4, f4, s4] == [False, 8, 0.1, s])").strip() == "True", shown


def test_frames_of_scala_both_ways(kernel, session):
    kernel.run("import pandas; sent = pandas.DataFrame(dict(n=[1, 2, 3], s=['a', 'b', None]))")

    kernel.text(
        f'%%spark {session} --language scala --variables sent --return_variables back\nval back = sent.filter($"n" > 1)'
    )

    assert kernel.text("print(back.equals(sent[1:].reset_index(drop=True)))").strip() == "True"


def test_frames_that_the_session_made_with_pandas_and_polars(kernel, session):
    kernel.text(
        f"%%spark {session} --return_variables p,q\n"
        "import pandas, polars\n"
        "p = pandas.DataFrame(dict(n=[1, None]), index=['x', 'y'])\n"
        "q = polars.DataFrame(dict(n=[1]))"
    )

    assert kernel.text("print(p.index.tolist(), type(q).__module__.split('.')[0])").strip() == "['x', 'y'] polars"


def test_every_type_of_spark_comes_back(kernel, session):
    kernel.text(
        f"%%spark {session} --return_variables t --frames arrow\n"
        "t = spark.sql(\"SELECT CAST(1 AS TINYINT) a, 1.50BD b, DATE'2026-01-01' c, \"\n"
        "              \"TIMESTAMP'9999-12-31 00:00:00' d, \"\n"
        "              \"array(1, null) e, map('k', 1) f, named_struct('x', 1) g, X'00ff' h, NULL i\")"
    )

    assert "{'a': 1, 'b': Decimal('1.50'), 'c': datetime.date(2026, 1, 1)" in kernel.text("print(t.to_pylist()[0])")


def test_missing_and_unsupported_variables_are_named(kernel, session):
    assert "variable 'gone' not returned" in kernel.error(f"%%spark {session} --return_variables gone\n1")
    assert "type builtins.list is not supported" in kernel.error(f"%%spark {session} --return_variables l\nl = [1]")


def test_million_rows_both_ways_are_exact_and_fast(kernel, session):
    kernel.run(MILLION)
    send = f"get_ipython().run_cell_magic('spark', '{session} --variables frame', 'pass')"
    fetch = f"get_ipython().run_cell_magic('spark', '{session} --return_variables back', 'back = frame')"
    times = [
        kernel.text(f"import time; t = time.perf_counter(); {call}; print('took', time.perf_counter() - t)")
        for call in (send, fetch) * 3
    ]

    seconds = [float(shown.split("took")[-1]) for shown in times]
    print(f"a million rows: sent in {min(seconds[::2]):.2f} s, fetched in {min(seconds[1::2]):.2f} s")
    assert kernel.text("pandas.testing.assert_frame_equal(back, frame); print('equal')").strip() == "equal"
    assert min(seconds[::2]) < SECONDS * PATIENCE
    assert min(seconds[1::2]) < SECONDS * PATIENCE


def test_million_rows_of_polars_are_exact(kernel, session):
    kernel.text(f"%%spark {session} --variables polar --return_variables back --frames polars\nback = polar")

    assert kernel.text("print(back.equals(polar))").strip() == "True"
