"""A launch over HTTPS with users: $LIVY_URL is its server, $CERTIFICATE its certificate, $PASSWORD that of alice."""

import os

import pytest
from IPython.core.interactiveshell import InteractiveShell

pytestmark = pytest.mark.skipif("CERTIFICATE" not in os.environ, reason="no secured launch in CERTIFICATE")


@pytest.fixture
def shown(monkeypatch, tmp_path, capsys):
    """Lists the sessions of the cluster with a user's password; returns the success and all that the notebook shows."""

    def run(password, *settings):
        lines = ["[secured]", f"livy = {os.environ['LIVY_URL']}", "user = alice", "password_env = PASS", *settings]
        (tmp_path / "clusters.ini").write_text("\n".join(lines), encoding="utf-8")
        monkeypatch.setenv("SPARK_LAUNCH_CLUSTERS", str(tmp_path / "clusters.ini"))
        monkeypatch.setenv("PASS", password)
        shell = InteractiveShell()
        shell.run_line_magic("load_ext", "spark_launch")
        capsys.readouterr()
        result = shell.run_cell("print(get_ipython().run_line_magic('spark_sessions', '--cluster secured'))")
        out, err = capsys.readouterr()
        return result.success, out + err

    return run


def trusted():
    return f"ca = {os.environ['CERTIFICATE']}"


def test_user_with_password_is_accepted_and_the_password_shows_nowhere(shown):
    success, text = shown(os.environ["PASSWORD"], trusted())

    assert success, text
    assert "number" in text
    assert os.environ["PASSWORD"] not in text


def test_wrong_password_is_refused_and_not_shown(shown):
    success, text = shown("canary-wrong", trusted())

    assert not success
    assert "the credentials sent were not accepted" in text
    assert "canary-wrong" not in text


def test_certificate_that_the_file_does_not_name_is_not_trusted(shown):
    success, text = shown(os.environ["PASSWORD"])

    assert not success
    assert "set ca for the cluster" in text
