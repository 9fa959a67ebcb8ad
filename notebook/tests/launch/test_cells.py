"""Cells of all languages on a real launch: outputs, errors, progress, cancelling, completion."""

import asyncio
import threading
import time

import pytest

from conftest import wait_until


def test_value_of_the_last_line_and_prints_are_shown(kernel, session):
    cell = kernel.run(f"%%spark {session}\nimport sys\nprint('out'); print('err', file=sys.stderr)\n1 + 1")

    # A slow first cell shows a progress bar among its outputs.
    streams = [(output.name, output.text) for output in cell.outputs if output.output_type == "stream"]
    assert streams == [("stdout", "out\n"), ("stderr", "err\n")]
    assert cell.outputs[-1].data["text/plain"] == "2"


def test_shebang_cell_runs_in_the_session(kernel, session):
    assert kernel.text(f"#!spark {session}\nspark.range(5).count()") == "5"


def test_output_is_shown_while_the_cell_runs(kernel, session):
    seen = {}

    def watch():
        wait_until(lambda: any("first" in output.get("text", "") for output in kernel.notebook.cells[-1].outputs))
        seen["first"] = time.monotonic()

    watcher = threading.Thread(target=watch)
    code = f"%%spark {session}\nimport time\nprint('first'); time.sleep(4); print('second')"
    began = len(kernel.notebook.cells)
    watcher.start()
    cell = kernel.run(code)
    ended = time.monotonic()
    watcher.join()

    assert len(kernel.notebook.cells) == began + 1
    assert "".join(output.text for output in cell.outputs) == "first\nsecond\n"
    assert ended - seen["first"] > 1.5


def test_traceback_points_into_the_cell(kernel, session):
    shown = kernel.error(f"%%spark {session}\ndef f(x):\n    return 1 / x\n\nprint('before')\nf(0)")

    assert "before" in shown
    assert ", line 6, in <module>\n    f(0)" in shown
    assert ", line 3, in f\n    return 1 / x" in shown
    assert "ZeroDivisionError: division by zero" in shown
    assert "spark_launch" not in shown


def test_syntax_error_points_into_the_cell(kernel, session):
    shown = kernel.error(f"%%spark {session}\nx = 1\nx = = 2")

    assert ", line 3\n    x = = 2" in shown


def test_sql_cell_shows_a_table(kernel, session):
    cell = kernel.run(f"%%spark {session} --language sql\nSELECT id, 'ü' AS letter FROM range(2)")

    assert "<td>1</td><td>ü</td>" in cell.outputs[0].data["text/html"]


def test_error_of_sql_is_sparks_message(kernel, session):
    shown = kernel.error(f"%%spark {session} --language sql\nSELECT * FROM nowhere")

    assert "TABLE_OR_VIEW_NOT_FOUND" in shown
    assert "org.apache.spark" not in shown


def test_scala_cell(kernel, session):
    assert "x: Int = 42" in kernel.text(f"%%spark {session} --language scala\nval x = 6 * 7")
    assert "not found: value nowhere" in kernel.error(f"%%spark {session} --language scala\nnowhere")


def test_table_magic_of_livy_shows_a_table(kernel, session):
    cell = kernel.run(f"%%spark {session}\nrows = [dict(a=1, b='x')]\n%table rows")

    assert "<td>1</td><td>x</td>" in cell.outputs[0].data["text/html"]


def test_r_cell(kernel, session):
    shown = kernel.text(f"%%spark {session} --language r\nx <- 6 * 7\nprint(x)")
    if "InterpreterError" in shown or "Rscript" in shown:
        pytest.skip("no R on this machine")

    assert "[1] 42" in shown


def test_rich_values_are_shown_as_in_a_local_cell(kernel, session):
    cell = kernel.run(f"%%spark {session}\nimport pandas\npandas.DataFrame(dict(n=[1]))")

    assert "<table" in cell.outputs[0].data["text/html"]


def test_display_shows_rows_of_spark(kernel, session):
    cell = kernel.run(f"%%spark {session}\ndisplay(spark.range(2)); print('after')")

    assert "<td>1</td>" in cell.outputs[0].data["text/html"]
    assert cell.outputs[1].text == "after\n"


def test_figures_are_shown_at_the_end_of_their_cell(kernel, session):
    plots = "import matplotlib.pyplot as plt\nfor n in 1, 2:\n    plt.figure(); plt.plot([n])\nplt.show()"
    cell = kernel.run(f"%%spark {session}\n{plots}")

    assert sum("image/png" in output.get("data", {}) for output in cell.outputs) == 2


def test_progress_is_shown_and_removed(kernel, session):
    code = "spark.range(6).repartition(6).rdd.mapPartitions(slow).count()"
    slow = "import time\ndef slow(rows):\n    time.sleep(1)\n    return rows\n"
    bars = []

    def watch():
        def shown():
            for output in kernel.notebook.cells[-1].outputs:
                html = output.get("data", {}).get("text/html", "")
                if "<progress" in html:
                    bars.append(html)
            return bars

        wait_until(shown)

    watcher = threading.Thread(target=watch)
    watcher.start()
    cell = kernel.run(f"%%spark {session}\n{slow}{code}")
    watcher.join()

    assert bars
    assert "<progress" not in str(cell.outputs)
    assert cell.outputs[-1].data["text/plain"] == "6"


def test_interrupt_cancels_the_statement_and_frees_the_session(kernel, session):
    def interrupt_when_it_runs():
        wait_until(lambda: "running" in str(kernel.notebook.cells[-1].outputs))
        result = kernel.client.km.interrupt_kernel()
        if asyncio.iscoroutine(result):
            asyncio.run(result)

    interrupter = threading.Thread(target=interrupt_when_it_runs)
    interrupter.start()
    shown = kernel.error(f"%%spark {session}\nimport time\nprint('running')\ntime.sleep(600)")
    interrupter.join()

    assert "was cancelled" in shown
    assert kernel.text(f"%%spark {session}\n1 + 1") == "2"


def test_names_of_the_session_are_completed(kernel, session):
    kernel.run(f"%%spark {session}\ncustomers_of_berlin = 1")

    assert "customers_of_berlin" in completions(kernel, f"%%spark {session}\nprint(customers_of")
    assert "spark.range" in completions(kernel, f"%%spark {session}\nspark.ran")


def test_scala_is_completed_by_the_server(kernel, session):
    assert "parallelize" in completions(kernel, f"%%spark {session} --language scala\nsc.paral")


def completions(kernel, code):
    """What Jupyter's Tab offers."""
    asker = "get_ipython().Completer.completions"
    code_literal = repr(code)
    return kernel.text(
        "from IPython.core.completer import provisionalcompleter\n"
        "with provisionalcompleter():\n"
        f"    print([found.text for found in {asker}({code_literal}, {len(code)})])"
    )


def test_sessions_and_logs_are_listed(kernel, session):
    assert "shared" in kernel.text("%spark_sessions")
    assert kernel.text("%spark_logs --session shared --size 5").strip()


def test_python_that_died_is_started_again(kernel, session):
    kernel.run(f"%%spark {session}\nimport os, signal; os.kill(os.getpid(), signal.SIGKILL)")

    assert kernel.text(f"%%spark {session}\n1 + 1") == "2"


def test_much_output_arrives_whole(kernel, session):
    cell = kernel.run(f"%%spark {session}\nfor i in range(60000): print('line', i, 'x' * 30)")

    text = "".join(output.text for output in cell.outputs)
    assert text.count("\n") == 60000
    assert "line 59999 " in text
