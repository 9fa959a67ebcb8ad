"""A real launch, whose Livy server is in $LIVY_URL; without one these tests are skipped.

$SPARK_DISCOVERY is its discovery command, $PROGRAMS a folder whose files sessions may name.
"""

import os
import time
from pathlib import Path

import nbformat
import pytest
import requests
from nbclient import NotebookClient

CLUSTER = "my-new-cluster"


def pytest_collection_modifyitems(items):
    if "LIVY_URL" not in os.environ:
        for item in items:
            item.add_marker(pytest.mark.skip(reason="no launch in LIVY_URL"))


@pytest.fixture(scope="session")
def url():
    return os.environ["LIVY_URL"]


@pytest.fixture(scope="session")
def livy(url):
    """GET of a path, as JSON."""
    return lambda path: requests.get(url + path, timeout=30).json()


@pytest.fixture(scope="session")
def programs():
    return Path(os.environ["PROGRAMS"])


@pytest.fixture(scope="session", autouse=True)
def clusters_file(url, tmp_path_factory):
    """The launch under the name of the page."""
    folder = tmp_path_factory.mktemp("clusters")
    (folder / "clusters.ini").write_text(f"[{CLUSTER}]\nlivy = {url}\n", encoding="utf-8")
    os.environ["SPARK_LAUNCH_CLUSTERS"] = str(folder / "clusters.ini")
    os.environ["SPARK_LAUNCH_PROJECT"] = "project-1"
    return folder / "clusters.ini"


class Kernel:
    """A Jupyter kernel without a browser that runs cells and keeps what each of them shows."""

    def __init__(self):
        self.notebook = nbformat.v4.new_notebook()
        self.client = NotebookClient(self.notebook, timeout=240, kernel_name="python3", allow_errors=True)

    def __enter__(self):
        self._kernel = self.client.setup_kernel()
        self._kernel.__enter__()
        self.run("%load_ext spark_launch")
        return self

    def __exit__(self, *what):
        self._kernel.__exit__(*what)

    def run(self, code):
        """Runs a cell and returns it with its outputs; without progress bars that were removed."""
        cell = nbformat.v4.new_code_cell(code)
        self.notebook.cells.append(cell)
        self.client.execute_cell(cell, len(self.notebook.cells) - 1)
        cell.outputs = [output for output in cell.outputs if output.get("data", {}).get("text/html") != ""]
        return cell

    def text(self, code):
        """Runs a cell and returns what a reader sees of it, as text."""
        return text_of(self.run(code))

    def error(self, code):
        """Runs a cell that fails and returns its error as text."""
        cell = self.run(code)
        assert any(output.output_type == "error" for output in cell.outputs) or "UsageError" in text_of(cell), cell
        return text_of(cell)


def text_of(cell):
    shown = []
    for output in cell.outputs:
        if output.output_type == "stream":
            shown.append(output.text)
        elif output.output_type == "error":
            shown.append("\n".join(output.traceback))
        else:
            shown.append(output.data.get("text/plain", ""))
    return "\n".join(shown)


@pytest.fixture(scope="session")
def kernel(clusters_file):
    with Kernel() as kernel:
        yield kernel


@pytest.fixture(scope="session")
def session(kernel):
    """The arguments of a session that most tests share."""
    assert "is ready" in kernel.text(f"%create_livy_session --cluster {CLUSTER} --id shared")
    yield f"--cluster {CLUSTER} --session shared"
    kernel.run(f"%delete_livy_session --cluster {CLUSTER} --id shared")


def wait_until(condition, seconds=60):
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, f"not within {seconds} s"
        time.sleep(0.1)
