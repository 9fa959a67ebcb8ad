"""dbt with the adapter of Microsoft Fabric, whose local mode speaks plain Livy: the commands that a nightly job runs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import requests

PROJECT = """
name: flights
version: "1.0"
profile: cluster
models: {+file_format: parquet}
"""
PROFILE = """
cluster:
  target: night
  outputs:
    night:
      type: fabricspark
      method: livy
      livy_mode: local
      livy_url: "{{ env_var('LIVY_URL') }}"
      schema: default
      threads: 2
      poll_wait: 1
      session_id_file: session.txt
      spark_config: {name: dbt}
"""
MODELS = {
    "delays.sql": "SELECT id, id % 3 AS carrier, id * 10 AS minutes FROM range(9)",
    "late.sql": "{{ config(materialized='table') }} SELECT carrier, count(*) AS flights, avg(minutes) AS minutes\n"
    "FROM {{ ref('delays') }} GROUP BY carrier",
    "late.yml": "models: [{name: late, columns: [{name: carrier, data_tests: [unique, not_null]}]}]",
}


class Project:
    """A folder with a project, in which dbt runs."""

    def __init__(self, folder):
        self._folder = folder
        self.write("dbt_project.yml", PROJECT)
        self.write("profiles.yml", PROFILE)
        for name, content in MODELS.items():
            self.write(f"models/{name}", content)

    def write(self, name, content):
        path = self._folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def dbt(self, *arguments):
        environment = dict(os.environ, DBT_SEND_ANONYMOUS_USAGE_STATS="False", DO_NOT_TRACK="1")
        command = [str(Path(sys.executable).with_name("dbt")), "--no-use-colors", *arguments]
        return subprocess.run(command, cwd=self._folder, env=environment, capture_output=True, text=True, timeout=240)

    def rows(self, query):
        shown = self.dbt("--quiet", "show", "--output", "json", "--inline", query)
        assert shown.returncode == 0, shown.stdout + shown.stderr
        return json.loads(shown.stdout)["show"]


@pytest.fixture(scope="module")
def project(tmp_path_factory, url):
    project = Project(tmp_path_factory.mktemp("project"))
    yield project
    requests.delete(f"{url}/sessions/dbt", timeout=60)


def test_models_are_built_and_tested(project, livy):
    built = project.dbt("build")

    assert built.returncode == 0, built.stdout + built.stderr
    assert "PASS=4 WARN=0 ERROR=0" in built.stdout
    rows = project.rows("SELECT carrier, flights, minutes FROM {{ ref('late') }} ORDER BY carrier")
    assert rows == [dict(carrier=n, flights=3, minutes=30.0 + 10 * n) for n in range(3)]
    assert "dbt" in [session["name"] for session in livy("/sessions")["sessions"]]


def test_second_night_replaces_the_tables_in_the_same_session(project, livy):
    before = [session["id"] for session in livy("/sessions")["sessions"] if session["name"] == "dbt"]

    built = project.dbt("build")

    assert built.returncode == 0, built.stdout + built.stderr
    assert [session["id"] for session in livy("/sessions")["sessions"] if session["name"] == "dbt"] == before


def test_failing_model_and_failing_test_fail_the_job(project):
    project.write("models/broken.sql", "SELECT nothing FROM {{ ref('delays') }}")
    project.write("tests/few.sql", "SELECT * FROM {{ ref('late') }} WHERE flights = 3")

    built = project.dbt("build")

    assert built.returncode == 1
    assert "UNRESOLVED_COLUMN" in built.stdout
    assert "Got 3 results, configured to fail if != 0" in built.stdout
