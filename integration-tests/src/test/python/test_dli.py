"""The session API of the Data Lake Insight service over HTTP, as a program of that service uses it."""

import os
import time
import uuid

import pytest
import requests


@pytest.fixture(scope="module")
def project(url):
    return f"{url}/v2.0/330e068af1334c9782f4226acc00a2e2"


@pytest.fixture(scope="module")
def packages():
    """Writes files into the folder of packages."""
    folder = os.path.join(os.environ["PROGRAMS"], "packages", "group")

    def write(name, content):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(content)
        return f"group/{name}"

    return write


@pytest.fixture(scope="module")
def session(project, packages):
    body = {
        "kind": "pyspark",
        "cluster_name": "lab",
        "sc_type": "A",
        "name": "dli session",
        "pyFiles": [packages("helper.py", "word = 'from the package'")],
        "resources": [{"name": packages("data.txt", "from the file"), "type": "file"}],
        "conf": [{"spark.sql.shuffle.partitions": "3"}],
        "heartbeatTimeoutInSecond": 300,
        "executorMemory": "520 MB",
    }
    created = requests.post(f"{project}/sessions", json=body, timeout=60)
    assert created.status_code == 200, created.text
    address = f"{project}/sessions/{created.json()['id']}"
    yield address, created.json()
    requests.delete(address, timeout=60)


def get(address, **query):
    return requests.get(address, params=query, timeout=60).json()


def awaited(address, *states):
    limit = time.monotonic() + 120
    while True:
        shown = get(address, wait=5)
        if shown["state"] in states:
            return shown
        assert time.monotonic() < limit, shown


def test_session_is_shown_as_the_service_shows_it(session, project):
    address, created = session

    shown = awaited(address, "idle")

    assert str(uuid.UUID(created["id"])) == created["id"]
    assert created["state"] == "starting"
    assert list(shown) == list(created)
    assert (shown["sc_type"], shown["cluster_name"], shown["name"]) == ("CUSTOMIZED", "lab", "dli session")
    assert shown["appId"].startswith("app-")
    assert shown["create_time"] <= shown["update_time"] <= time.time() * 1000
    assert get(f"{address}/state") == {"id": created["id"], "state": "idle"}
    assert [entry["id"] for entry in get(f"{project}/sessions", cluster_name="lab")["sessions"]] == [created["id"]]


def test_statement_sees_packages_settings_and_sizes(session):
    address, _ = session
    awaited(address, "idle")
    code = (
        "import helper\nfrom pyspark import SparkFiles\n"
        "print(helper.word, open(SparkFiles.get('data.txt')).read(), spark.conf.get('spark.sql.shuffle.partitions'),"
        " spark.conf.get('spark.executor.memory'), spark.range(10).count())"
    )

    posted = requests.post(f"{address}/statements", json={"code": code}, timeout=60).json()
    output = awaited(f"{address}/statements/{posted['id']}", "available")["output"]

    assert output["data"]["text/plain"] == "from the package from the file 3 520m 10"


def test_batch_runs_to_its_end(project, packages):
    file = packages("job.py", "import sys\nprint('argument', sys.argv[1])")
    body = {"cluster_name": "lab", "file": file, "args": ["x"], "name": "dli batch"}

    created = requests.post(f"{project}/batches", json=body, timeout=60).json()
    address = f"{project}/batches/{created['id']}"

    assert awaited(address, "success", "dead")["state"] == "success"
    assert "argument x" in get(f"{address}/log", size=1000)["log"]
    assert requests.delete(address, timeout=60).json() == {"msg": "deleted"}


@pytest.mark.parametrize(
    "body, status, code",
    [
        ({"kind": "pyspark"}, 400, "DLI.0001"),
        ({"kind": "pyspark", "cluster_name": "lab", "driverMemory": "600"}, 400, "DLI.0001"),
        ({"kind": "pyspark", "cluster_name": "lab", "driverMemory": "64 GB"}, 400, "DLI.0001"),
        ({"kind": "pyspark", "cluster_name": "lab", "name": "n" * 129}, 400, "DLI.0001"),
        ({"kind": "pyspark", "cluster_name": "lab", "sc_type": "D"}, 400, "DLI.0001"),
        ({"kind": "pyspark", "cluster_name": "lab", "files": ["../presets.json"]}, 400, "DLI.0012"),
        ({"kind": "pyspark", "cluster_name": "lab", "jars": ["/etc/passwd"]}, 400, "DLI.0012"),
        ({"kind": "pyspark", "cluster_name": "lab", "modules": ["sys.nothing"]}, 400, "DLI.0012"),
    ],
)
def test_wrong_request_starts_nothing(project, body, status, code):
    before = get(f"{project}/sessions")["total"]

    refused = requests.post(f"{project}/sessions", json=body, timeout=60)

    assert (refused.status_code, refused.json()["error_code"]) == (status, code), refused.text
    assert get(f"{project}/sessions")["total"] == before


def test_other_project_and_other_method_are_refused(session, url, project):
    address, created = session

    elsewhere = requests.get(f"{url}/v2.0/other/sessions/{created['id']}", timeout=60)
    assert (elsewhere.status_code, elsewhere.json()["error_code"]) == (404, "DLI.0023")
    wrong = requests.put(f"{project}/sessions", json={}, timeout=60)
    assert (wrong.status_code, wrong.json()["error_code"]) == (405, "DLI.0007")


def test_deleted_session_is_gone(session):
    address, _ = session

    assert requests.delete(address, timeout=60).json() == {"msg": "deleted"}
    assert requests.get(address, timeout=60).json()["error_code"] == "DLI.0023"
