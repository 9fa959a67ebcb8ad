"""Where clusters are found."""

import pytest

from spark_launch import clusters
from spark_launch.errors import SparkLaunchError


def discovery(tmp_path, monkeypatch, script):
    command = tmp_path / "spark-discovery"
    command.write_text("#!/bin/sh\n" + script, encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("SPARK_DISCOVERY", f"{command} --state-dir /somewhere")


def message(name):
    with pytest.raises(SparkLaunchError) as error:
        clusters.find(name)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_address_is_taken_as_it_is():
    assert clusters.find("https://livy.example.org/path/").url == "https://livy.example.org/path"


def test_name_in_the_clusters_file(clusters_file):
    clusters_file("[my-new-cluster]\nlivy = http://127.0.0.1:8998/\n")

    assert clusters.find("my-new-cluster").url == "http://127.0.0.1:8998"


def test_only_cluster_of_the_file_is_the_default(clusters_file):
    clusters_file("[only]\nlivy = http://127.0.0.1:1\n")

    assert clusters.find(None).name == "only"


def test_environment_names_the_default(clusters_file, monkeypatch):
    clusters_file("[a]\nlivy = http://127.0.0.1:1\n[b]\nlivy = http://127.0.0.1:2\n")
    monkeypatch.setenv("SPARK_LAUNCH_CLUSTER", "b")

    assert clusters.find(None).url == "http://127.0.0.1:2"


def test_name_is_looked_up_by_discovery(tmp_path, monkeypatch):
    discovery(tmp_path, monkeypatch, f'echo "$@" >{tmp_path}/line; echo \'{{"livy": "http://127.0.0.1:7"}}\'')

    assert clusters.find("team").url == "http://127.0.0.1:7"
    assert (tmp_path / "line").read_text() == "--state-dir /somewhere --json --discovery-path /spark-launch/team\n"


def test_section_without_address_tells_discovery_where_to_look(tmp_path, monkeypatch, clusters_file):
    discovery(tmp_path, monkeypatch, f'echo "$@" >{tmp_path}/line; echo \'{{"livy": "http://127.0.0.1:7"}}\'')
    clusters_file("[x]\nzookeeper = zk:2181\ndiscovery_path = /teams/x\n")

    clusters.find("x")

    assert "--discovery-path /teams/x --zookeeper zk:2181" in (tmp_path / "line").read_text()


def test_cluster_that_is_not_announced(tmp_path, monkeypatch):
    discovery(tmp_path, monkeypatch, "echo 'nothing is announced there' >&2; exit 3")

    assert message("x") == "cluster 'x' not found at discovery path /spark-launch/x: nothing is announced there"


def test_cluster_without_livy(tmp_path, monkeypatch):
    discovery(tmp_path, monkeypatch, "echo '{\"livy\": null}'")

    assert "--enable-livy" in message("x")


def test_unknown_cluster_without_discovery():
    assert "unknown cluster 'x'" in message("x")


def test_unknown_key_is_named(clusters_file):
    clusters_file("[x]\nlivi = http://127.0.0.1:1\n")

    assert "unknown key 'livi' for cluster 'x'" in message("x")


def test_file_that_is_named_must_exist(monkeypatch):
    monkeypatch.setenv("SPARK_LAUNCH_CLUSTERS", "/nowhere/clusters.ini")

    assert "/nowhere/clusters.ini" in message("x")


@pytest.mark.parametrize("address", ["http://", "http://host:port", "http://h:1/?a=b"])
def test_wrong_address_is_shown(address):
    assert address in message(address)


def test_password_in_an_address_is_refused_and_not_shown():
    shown = message("http://alice:canary@127.0.0.1:1")

    assert "canary" not in shown
    assert "%spark_login" in shown


def test_discovery_is_asked_once_while_its_address_answers(tmp_path, monkeypatch, fake, shell):
    discovery(tmp_path, monkeypatch, f'echo x >>{tmp_path}/calls; echo \'{{"livy": "{fake.url}"}}\'')

    for _ in range(3):
        shell.run_line_magic("spark_sessions", "--cluster team")

    assert (tmp_path / "calls").read_text() == "x\n"
