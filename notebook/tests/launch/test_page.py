"""The source page: its notebook runs as it stands, and each row of its table of parameters holds on a real server."""

import os
import tarfile
import zipfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from conftest import CLUSTER, Kernel, text_of, wait_until

PAGE = Path(__file__).parents[2] / "examples" / "sessions.ipynb"


def test_notebook_of_the_page_runs(livy, clusters_file, tmp_path):
    notebook = nbformat.read(PAGE, as_version=4)

    NotebookClient(notebook, timeout=240, kernel_name="python3").execute()

    nbformat.write(notebook, Path(os.environ.get("SPARK_LAUNCH_TEST_OUTPUT", tmp_path)) / "executed.ipynb")
    shown = [text_of(cell) for cell in notebook.cells if cell.cell_type == "code"]
    assert "Session ses1 is ready in cluster my-new-cluster." in shown[1]
    assert "4 cores, 4g" in shown[2]
    figure = next(cell for cell in notebook.cells if cell.cell_type == "code" and "plt.bar" in cell.source)
    assert any("image/png" in output.get("data", {}) for output in figure.outputs)
    assert "Session ses1 is deleted" in shown[-1]
    assert "ses1" not in [entry["name"] for entry in livy("/sessions")["sessions"]]


def test_every_parameter_holds_in_a_session(kernel, livy, programs):
    """All parameters at once, since each session of its own takes a driver's start."""
    (programs / "helper_module.py").write_text("word = 'from the module'\n")
    (programs / "data.txt").write_text("from the file")
    with tarfile.open(programs / "pack.tar.gz", "w:gz") as pack:
        pack.add(programs / "data.txt", "inner.txt")
    with zipfile.ZipFile(programs / "library.jar", "w") as jar:
        jar.writestr("resource.txt", "from the jar")
    kernel.run("limit = 7")

    shown = kernel.text(
        f"%create_livy_session --cluster {CLUSTER} --id 42 --conf spark.sql.shuffle.partitions=3 "
        f"--conf spark.cores.max=2 --proxyUser spark --jars {programs}/library.jar --files {programs}/data.txt "
        f"--pyFiles {programs}/helper_module.py --archives {programs}/pack.tar.gz#pack --driverMemory 900m "
        "--driverCores 1 --executorMemory 1g --executorCores 1 --numExecutors 1 --queue nightly "
        "--variables limit --return_variables doubled,never_defined --heartbeatTimeoutInSecond 30 --ttl 20m"
    )

    assert "Session 42 is ready in cluster my-new-cluster." in shown
    entry = next(entry for entry in livy("/sessions")["sessions"] if entry["name"] == "=42")
    assert entry["driverMemory"] == "900m"
    assert (entry["driverCores"], entry["executorCores"], entry["numExecutors"]) == (1, 1, 1)
    assert entry["executorMemory"] == "1g"
    assert entry["queue"] == "nightly"
    assert entry["heartbeatTimeoutInSecond"] == 30
    assert entry["idleTimeout"] == "20m"
    assert entry["conf"]["spark.sql.shuffle.partitions"] == "3"
    assert entry["conf"]["spark.cores.max"] == "2"
    assert entry["conf"]["spark.dynamicAllocation.enabled"] == "true"
    shown = kernel.text(
        f"%%spark --cluster {CLUSTER} --session 42\n"
        "import helper_module\n"
        "from pyspark import SparkFiles\n"
        "print(helper_module.word)\n"
        "print(open(SparkFiles.get('data.txt')).read())\n"
        "print(spark.range(1).rdd.map(lambda _: open(SparkFiles.get('pack') + '/inner.txt').read()).first())\n"
        "print('library.jar' in str(sc._jsc.sc().listJars()))\n"
        "print(spark.conf.get('spark.executor.memory'), spark.conf.get('spark.executor.instances'))\n"
        "doubled = limit * 2\n"
    )
    assert shown.split() == "from the module from the file from the file True 1g 1".split()
    assert kernel.text("print(doubled)").strip() == "14"
    assert "Session 42 is deleted" in kernel.text(f"%delete_livy_session --cluster {CLUSTER} --id 42")
    assert "=42" not in [entry["name"] for entry in livy("/sessions")["sessions"]]


def test_session_without_an_id_gets_one(kernel, livy):
    shown = kernel.text(f"%create_livy_session --cluster {CLUSTER}")

    name = shown.split("Session ")[-1].split(" is ready")[0]
    assert name in [entry["name"] for entry in livy("/sessions")["sessions"]]
    assert f"Session {name} is deleted" in kernel.text(f"%delete_livy_session --cluster {CLUSTER} --id {name}")


def test_default_session_is_created_when_first_needed_and_is_named_after_the_project(kernel, livy):
    assert "Starting session project-1" in kernel.text(f"%%spark --cluster {CLUSTER}\nkept = 5")
    assert "Starting" not in kernel.text(f"%%spark --cluster {CLUSTER}\nprint(kept)")
    assert "project-1" in [entry["name"] for entry in livy("/sessions")["sessions"]]
    assert "project-1 is deleted" in kernel.text(f"%delete_livy_session --cluster {CLUSTER}")


def test_session_ends_when_its_notebook_is_gone(livy, clusters_file):
    """--heartbeatTimeoutInSecond: heartbeats come from the notebook's kernel, and end with it."""
    with Kernel() as other:
        other.text(f"%create_livy_session --cluster {CLUSTER} --id short --heartbeatTimeoutInSecond 3")
        other.text("import time; time.sleep(5)")  # longer than the limit: the heartbeats keep it
        assert "short" in [entry["name"] for entry in livy("/sessions")["sessions"]]

    # The list is no heartbeat.
    wait_until(lambda: "short" not in [entry["name"] for entry in livy("/sessions")["sessions"]])


def test_cluster_is_found_by_discovery(kernel, url):
    assert "number" in kernel.text("%spark_sessions --cluster /spark-launch/default")
    assert "number" in kernel.text(f"%spark_sessions --cluster {url}")
