"""Secrets are sent to their own server and shown nowhere."""

import pickle

import pytest

from spark_launch.credentials import Credentials, ask
from spark_launch.errors import SparkLaunchError

CANARY = "canary-secret"


def authorization(fake):
    return [request["headers"].get("Authorization") for request in fake.requests]


def test_token_of_the_environment_is_sent_to_a_named_cluster(fake, shell, monkeypatch, clusters_file):
    clusters_file(f"[c]\nlivy = {fake.url}\n")
    monkeypatch.setenv("SPARK_LAUNCH_TOKEN", CANARY)

    shell.run_line_magic("spark_sessions", "--cluster c")

    assert authorization(fake) == [f"Bearer {CANARY}"]


def test_token_of_the_environment_is_not_sent_to_an_address_in_a_notebook(fake, shell, monkeypatch):
    monkeypatch.setenv("SPARK_LAUNCH_TOKEN", CANARY)

    shell.run_line_magic("spark_sessions", f"--cluster {fake.url}")

    assert authorization(fake) == [None]


def test_token_of_the_environment_is_sent_to_the_address_of_the_environment(fake, shell, monkeypatch):
    monkeypatch.setenv("SPARK_LAUNCH_TOKEN", CANARY)
    monkeypatch.setenv("SPARK_LAUNCH_CLUSTER", fake.url)

    shell.run_line_magic("spark_sessions", "")

    assert authorization(fake) == [f"Bearer {CANARY}"]


def test_netrc_is_not_read(fake, shell, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login alice password canary\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))

    shell.run_line_magic("spark_sessions", f"--cluster {fake.url}")

    assert authorization(fake) == [None]


def test_user_and_password_of_the_environment(fake, shell, monkeypatch, clusters_file):
    clusters_file(f"[c]\nlivy = {fake.url}\n")
    monkeypatch.setenv("SPARK_LAUNCH_USER", "alice")
    monkeypatch.setenv("SPARK_LAUNCH_PASSWORD", "pw")

    shell.run_line_magic("spark_sessions", "--cluster c")

    assert authorization(fake) == ["Basic YWxpY2U6cHc="]


def test_password_is_asked_for_when_the_file_names_a_user(fake, shell, monkeypatch, clusters_file):
    clusters_file(f"[c]\nlivy = {fake.url}\nuser = alice\n")
    monkeypatch.setattr("getpass.getpass", lambda prompt: "pw")

    shell.run_line_magic("spark_sessions", "--cluster c")

    assert authorization(fake) == ["Basic YWxpY2U6cHc="]


def test_token_file(fake, shell, clusters_file, tmp_path):
    (tmp_path / "token").write_text(CANARY + "\n")
    clusters_file(f"[c]\nlivy = {fake.url}\ntoken_file = {tmp_path}/token\n")

    shell.run_line_magic("spark_sessions", "--cluster c")

    assert authorization(fake) == [f"Bearer {CANARY}"]


def test_login_asks_and_shows_nothing_of_the_secret(fake, shell, monkeypatch, capsys):
    monkeypatch.setattr("getpass.getpass", lambda prompt: CANARY)

    shell.run_cell(f"%spark_login --cluster {fake.url} --token")
    shell.run_line_magic("spark_sessions", f"--cluster {fake.url}")

    assert authorization(fake) == [f"Bearer {CANARY}"]
    out, err = capsys.readouterr()
    history = [line for _, _, line in shell.history_manager.get_range()]
    assert CANARY not in out + err + str(history) + str(shell.user_ns)


def test_refused_credentials_are_not_in_the_error(fake, error_of, monkeypatch, clusters_file):
    clusters_file(f"[c]\nlivy = {fake.url}\n")
    monkeypatch.setenv("SPARK_LAUNCH_TOKEN", CANARY)
    fake.rules["GET", "/sessions"] = (401, {"msg": "no"})

    shown = error_of("%spark_sessions --cluster c")

    assert "the credentials sent were not accepted" in shown
    assert CANARY not in shown


def test_missing_credentials_are_said_to_be_missing(fake, error_of):
    fake.rules["GET", "/sessions"] = (401, {"msg": "no"})

    assert "no credentials were sent; use %spark_login" in error_of(f"%spark_sessions --cluster {fake.url}")


def test_secret_is_not_sent_in_clear_to_another_machine(error_of, monkeypatch, clusters_file):
    clusters_file("[c]\nlivy = http://livy.example.org:8998\n")
    monkeypatch.setenv("SPARK_LAUNCH_TOKEN", CANARY)

    shown = error_of("%spark_sessions --cluster c")

    assert "credentials not sent: http://livy.example.org:8998 is not encrypted" in shown
    assert CANARY not in shown


def test_repr_and_pickle_have_no_secret():
    credentials = Credentials.token(CANARY)

    assert repr(credentials) == "Credentials(token)"
    with pytest.raises(TypeError):
        pickle.dumps(credentials)


def test_prompt_without_a_front_end_names_the_variables():
    def no_front_end(prompt):
        raise EOFError

    with pytest.raises(SparkLaunchError, match="SPARK_LAUNCH_TOKEN"):
        ask("Password: ", no_front_end)


def test_variable_that_the_file_names_must_be_set(error_of, clusters_file):
    clusters_file("[c]\nlivy = http://127.0.0.1:1\ntoken_env = MY_TOKEN\n")

    assert "environment variable MY_TOKEN is not set" in error_of("%spark_sessions --cluster c")
