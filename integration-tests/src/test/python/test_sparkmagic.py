"""Sparkmagic: its kernels run notebooks as Jupyter does, and what has no place in a notebook is done by its controller."""

import _thread
import builtins
import json
import os
import signal
import threading
import time
from pathlib import Path

import nbformat
import pytest
import sparkmagic
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient

KERNELS = Path(sparkmagic.__file__).parent / "kernels"


@pytest.fixture(scope="module")
def home(tmp_path_factory, url):
    """Sparkmagic's folder with the settings that name the server; the rest are its defaults."""
    folder = tmp_path_factory.mktemp("sparkmagic")
    server = {"username": "", "password": "", "url": url, "auth": "None"}
    settings = {f"kernel_{language}_credentials": server for language in ("python", "scala", "r")}
    # Patience for machines that are busy; Sparkmagic's own limits are 60 s and 15 s.
    settings |= {"livy_session_startup_timeout_seconds": 240, "wait_for_idle_timeout_seconds": 120}
    (folder / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    os.environ["SPARKMAGIC_CONF_DIR"] = str(folder)
    return folder


class Notebook:
    """Runs cells one after another on one kernel and gives what each of them shows."""

    def __init__(self, kernel):
        specs = KernelSpecManager(kernel_dirs=[str(KERNELS)])
        manager = KernelManager(kernel_name=kernel, kernel_spec_manager=specs)
        self.notebook = nbformat.v4.new_notebook()
        self.client = NotebookClient(self.notebook, km=manager, timeout=240, allow_errors=True)

    def __enter__(self):
        self._kernel = self.client.setup_kernel()
        self._kernel.__enter__()
        return self

    def __exit__(self, *what):
        self._kernel.__exit__(*what)

    def run(self, code):
        cell = nbformat.v4.new_code_cell(code)
        self.notebook.cells.append(cell)
        self.client.execute_cell(cell, len(self.notebook.cells) - 1)
        return "".join(self._text(output) for output in cell.outputs)

    @staticmethod
    def _text(output):
        if output.output_type == "stream":
            return output.text
        if output.output_type == "error":
            return "\n".join(output.traceback)
        return "".join(output.data.get("text/html", "")) or output.data.get("text/plain", "")


def settings(home):
    return json.loads((home / "config.json").read_text(encoding="utf-8"))


class TestScalaNotebook:
    @pytest.fixture(scope="class")
    @classmethod
    def notebook(cls, home):
        with Notebook("sparkkernel") as notebook:
            assert "SparkSession available as 'spark'" in notebook.run("val x = 20")
            yield notebook

    def test_values_stay_between_cells(self, notebook):
        assert ": Int = 42" in notebook.run("(x + 1) * 2")

    def test_sql_cells_show_rows(self, notebook):
        shown = notebook.run("%%sql -o rows\nSELECT 7 + 8 AS n")

        assert "[[15]]" in notebook.run("%%local\nprint(rows.values.tolist())"), shown

    def test_a_wrong_line_shows_scalas_words(self, notebook):
        assert "not found: value nowhere" in notebook.run("nowhere")

    def test_the_session_tells_of_itself(self, notebook):
        assert "Spark UI" not in notebook.run("%%logs")
        assert "spark" in notebook.run("%%info")


class TestPythonNotebook:
    @pytest.fixture(scope="class")
    @classmethod
    def notebook(cls, home):
        with Notebook("pysparkkernel") as notebook:
            notebook.run('%%configure -f\n{"driverMemory": "600M", "name": "python-notebook"}')
            assert "SparkSession available as 'spark'" in notebook.run("x = 20")
            yield notebook

    def test_values_stay_between_cells(self, notebook):
        assert "42" in notebook.run("(x + 1) * 2")

    def test_the_session_is_what_configure_asked_for(self, notebook, livy):
        assert livy("/sessions/python-notebook")["driverMemory"] == "600M"

    def test_sql_reaches_the_notebook_as_a_data_frame(self, notebook):
        notebook.run("spark.range(3).createOrReplaceTempView('numbers')")
        shown = notebook.run("%%sql -o rows\nSELECT id, 'ü' AS letter FROM numbers ORDER BY id")

        assert "[[0, 'ü'], [1, 'ü'], [2, 'ü']]" in notebook.run("%%local\nprint(rows.values.tolist())"), shown

    def test_a_data_frame_of_spark_reaches_the_notebook(self, notebook):
        notebook.run("%%spark -o df\ndf = spark.range(4)")

        assert "6" in notebook.run("%%local\nprint(df['id'].sum())")

    def test_a_data_frame_of_the_notebook_reaches_spark(self, notebook):
        notebook.run("%%local\nimport pandas; sent = pandas.DataFrame({'n': [1, 2]})")
        notebook.run("%%send_to_spark -i sent -t df -n received")

        assert "3" in notebook.run("received.groupBy().sum('n').collect()[0][0]")

    def test_an_error_shows_pythons_words(self, notebook):
        assert "name 'nowhere' is not defined" in notebook.run("nowhere")

    def test_a_figure_is_shown(self, notebook):
        notebook.run("import matplotlib; matplotlib.use('agg'); import matplotlib.pyplot as plt\n_ = plt.plot([1, 2])")

        notebook.run("%matplot plt")

        outputs = notebook.notebook.cells[-1].outputs
        assert any("image/png" in output.get("data", {}) for output in outputs), outputs


class Display:
    """What the controller shows its user; the tests do not look."""

    def __getattr__(self, name):
        return lambda *args, **options: None


class TestController:
    @pytest.fixture(scope="class")
    @classmethod
    def controller(cls, home, url):
        import sparkmagic.utils.configuration as conf
        from sparkmagic.livyclientlib.endpoint import Endpoint
        from sparkmagic.livyclientlib.sparkcontroller import SparkController

        # Sparkmagic's exceptions ask the shell to be shown nicely.
        builtins.get_ipython = InteractiveShell.instance
        conf.override_all({"livy_server_heartbeat_timeout_seconds": 5, "heartbeat_refresh_seconds": 1} | settings(home))
        controller = SparkController(Display())
        controller.endpoint = Endpoint(url, None)
        controller.add_session("one", controller.endpoint, False, {"kind": "pyspark"})
        yield controller
        controller.cleanup()

    @staticmethod
    def run(controller, code):
        from sparkmagic.livyclientlib.command import Command

        return controller.run_command(Command(code), "one")

    def test_an_interrupted_cell_is_cancelled_and_the_session_free(self, controller, livy):
        from sparkmagic.livyclientlib.exceptions import SparkStatementCancelledException

        # Python leaves the signal ignored where the tests themselves run in the background.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        session = controller.get_session_id_for_client("one")
        threading.Thread(target=interrupt_when_busy, args=(livy, session)).start()
        with pytest.raises(SparkStatementCancelledException):
            self.run(controller, "import time; time.sleep(600)")

        assert self.run(controller, "1 + 1")[0]

    def test_heartbeats_keep_the_session(self, controller, livy):
        time.sleep(7)

        session = controller.get_session_id_for_client("one")
        assert livy(f"/sessions/{session}")["state"] == "idle"

    def test_all_sessions_of_the_server_are_found(self, controller):
        found = controller.get_all_sessions_endpoint(controller.endpoint)
        for session in found:
            session._stop_heartbeat_thread()  # each begins one, which would keep the session in the next test

        assert "pyspark" in [session.kind for session in found]

    def test_a_session_without_heartbeats_ends(self, controller, livy):
        session = controller.get_session_by_name_or_default("one")
        session._stop_heartbeat_thread()

        deadline = time.monotonic() + 20
        while "state" in livy_list(livy, session.id) and time.monotonic() < deadline:
            time.sleep(0.2)

        assert not livy_list(livy, session.id)


def interrupt_when_busy(livy, session):
    """What Jupyter's stop button does; not before Sparkmagic has learned the statement's number, or it cancels nothing."""
    while livy(f"/sessions/{session}/state")["state"] != "busy":
        time.sleep(0.2)
    time.sleep(2)
    _thread.interrupt_main()


def livy_list(livy, session):
    """The session as the list shows it: naming it in a path would be a heartbeat."""
    return next((entry for entry in livy("/sessions")["sessions"] if entry["id"] == session), {})
