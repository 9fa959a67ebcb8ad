"""Loading, cells that begin with #!spark, and completion of command lines."""

import json
import re
from pathlib import Path

from IPython.core.completer import provisionalcompleter

from spark_launch.completion import Completion


def completed(shell, text):
    line, column = text.count("\n"), len(text.rsplit("\n", 1)[-1])
    return Completion(shell._spark_launch_extension[0]).complete(text, line, column)


def test_shebang_cell_is_a_spark_cell(shell):
    assert shell.transform_cell("\n#!spark --cluster c\nx = 1\n").startswith(
        "get_ipython().run_cell_magic('spark', '--clus"
    )


def test_other_cells_stay_as_they_are(shell):
    for cell in ("#!/bin/sh\n", "#!sparkle\n", "x = 1\n#!spark\n"):
        assert "run_cell_magic" not in shell.transform_cell(cell)


def test_loading_twice_and_unloading_leaves_nothing(shell):
    shell.run_line_magic("load_ext", "spark_launch")
    shell.run_line_magic("reload_ext", "spark_launch")
    assert shell.transform_cell("#!spark\n1\n").count("run_cell_magic") == 1
    shell.run_line_magic("unload_ext", "spark_launch")

    assert "run_cell_magic" not in shell.transform_cell("#!spark\n1\n")
    assert shell.find_cell_magic("spark") is None
    shell.run_line_magic("load_ext", "spark_launch")


def test_options_are_completed(shell):
    assert completed(shell, "%%spark --se") == ("--se", ["--session"])
    assert completed(shell, "#!spark --return") == ("--return", ["--return_variables"])
    assert completed(shell, "%create_livy_session --heart")[1] == ["--heartbeatTimeoutInSecond"]


def test_variables_of_the_notebook_are_completed(shell):
    shell.user_ns["orders"] = 1

    assert completed(shell, "%%spark --variables x,ord") == ("ord", ["orders"])


def test_other_cells_are_left_to_ipython(shell):
    assert completed(shell, "x = 1\nx.") is None


def test_completion_starts_no_session(shell, fake):
    assert completed(shell, f"%%spark --cluster {fake.url}\nspark.ra") == ("spark.ra", [])
    assert fake.requests == []


def test_ipython_asks_the_extension(shell):
    cell = "\n\n%%spark --lang"
    with provisionalcompleter():
        names = [found.text for found in shell.Completer.completions(cell, len(cell))]

    assert any(name.endswith("--language") for name in names)


def test_position_is_counted_within_the_line(shell, monkeypatch):
    asked = []
    monkeypatch.setattr(Completion, "complete", lambda *arguments: asked.append(arguments[1:]))
    cell = "%%spark\nfirst = 1\nsecond.thi"
    with provisionalcompleter():
        list(shell.Completer.completions(cell, len(cell)))

    assert asked == [(cell, 2, 10)]


def test_page_for_notebook_users_shows_the_cells_of_its_notebook():
    root = Path(__file__).parents[3]
    page = (root / "docs/start/notebook.md").read_text(encoding="utf-8")
    notebook = json.loads((root / "notebook/examples/flights.ipynb").read_text(encoding="utf-8"))

    shown = re.findall(r"```python\n(.*?)\n```", page, re.DOTALL)
    assert shown == ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
