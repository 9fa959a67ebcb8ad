"""Sessions by id, on a server that answers as the test wants."""

import time

import pytest

from spark_launch import sessions


@pytest.mark.parametrize("session_id", ["ses1", "123", "", "=1", "a b/ü?", "==", "#5"])
def test_any_string_is_an_id_and_comes_back(session_id):
    name = sessions.to_name(session_id)

    assert name.strip() and not name.isdigit()
    assert sessions.to_id(name, 0) == session_id


def test_ids_never_share_a_name():
    ids = ["1", "=1", "==1", "", "=", "a"]

    assert len({sessions.to_name(session_id) for session_id in ids}) == len(ids)


def test_default_id_is_the_project(monkeypatch):
    monkeypatch.setenv("SPARK_LAUNCH_PROJECT", "project-7")

    assert sessions.default_id() == "project-7"


def test_session_is_created_under_its_id(fake, shell, capsys):
    fake.rules["POST", "/sessions"] = lambda request: (201, fake.session(3, name=request["body"]["name"]))

    shell.run_line_magic("create_livy_session", f"--cluster {fake.url} --id 123 --conf spark.cores.max=4")

    body = fake.bodies("POST", "/sessions")[0]
    assert body["name"] == "=123"
    assert body["conf"]["spark.cores.max"] == "4"
    assert "Session 123 is ready" in capsys.readouterr().out


def test_id_is_generated_and_printed(fake, shell, capsys):
    fake.rules["POST", "/sessions"] = lambda request: (201, fake.session(3, name=request["body"]["name"]))

    shell.run_line_magic("create_livy_session", f"--cluster {fake.url}")

    name = fake.bodies("POST", "/sessions")[0]["name"]
    assert name.startswith("session-")
    assert name in capsys.readouterr().out


def test_live_session_of_the_same_id_is_not_replaced(fake, error_of):
    fake.session(1, name="ses1", state="busy")

    shown = error_of(f"%create_livy_session --cluster {fake.url} --id ses1")

    assert "session 'ses1' exists" in shown and "(state busy)" in shown


def test_dead_session_of_the_same_id_makes_room(fake, shell):
    fake.session(1, name="ses1", state="dead")
    fake.rules["POST", "/sessions"] = lambda request: (201, fake.session(2, name="ses1"))

    shell.run_line_magic("create_livy_session", f"--cluster {fake.url} --id ses1")

    assert fake.bodies("DELETE", "/sessions/1") == [b""]


def test_refusal_has_the_servers_words(fake, error_of):
    fake.rules["POST", "/sessions"] = (400, {"msg": "Rejected, too many sessions are being created!"})

    shown = error_of(f"%create_livy_session --cluster {fake.url} --id s")

    assert "session 's' not created" in shown and "Rejected, too many sessions are being created!" in shown
    assert "\n" not in shown


def test_session_that_does_not_start_is_deleted_and_its_log_shown(fake, error_of):
    fake.rules["POST", "/sessions"] = lambda request: (
        201,
        fake.session(2, name="s", state="dead", log=["stdout: ", "no memory", "\nstderr: "]),
    )

    shown = error_of(f"%create_livy_session --cluster {fake.url} --id s")

    assert "did not start" in shown and "no memory" in shown
    assert fake.bodies("DELETE", "/sessions/2") == [b""]


def test_session_that_ended_says_why(fake, error_of):
    fake.session(2, name="s", state="dead", log=["driver killed"])

    shown = error_of(f"%%spark --cluster {fake.url} --session s\n1")

    assert "session 's' has ended (state dead): driver killed" in shown


@pytest.mark.parametrize("magic", ["%delete_livy_session --id", "%spark_logs --session"])
def test_unknown_session_is_named(fake, error_of, magic):
    command, option = magic.split()

    assert "session 'nowhere' not found" in error_of(f"{command} --cluster {fake.url} {option} nowhere")


def test_unreachable_server_is_named(error_of):
    shown = error_of("%spark_sessions --cluster http://127.0.0.1:9")

    assert "cannot reach the Livy server http://127.0.0.1:9: connection refused" in shown


def test_address_of_something_else_is_not_taken_for_livy(fake, error_of):
    fake.rules["GET", "/sessions"] = (200, b"<html>hello</html>")

    assert "no Livy server at this address" in error_of(f"%spark_sessions --cluster {fake.url}")


def test_heartbeats_are_sent_until_the_session_is_deleted(fake, shell):
    fake.rules["POST", "/sessions"] = lambda request: (
        201,
        fake.session(4, name="s", heartbeatTimeoutInSecond=1),
    )
    shell.run_line_magic("create_livy_session", f"--cluster {fake.url} --id s --heartbeatTimeoutInSecond 1")

    limit = time.monotonic() + 10
    while len(fake.bodies("GET", "/sessions/4/state")) < 3:
        assert time.monotonic() < limit, "no heartbeats"
        time.sleep(0.05)

    shell.run_line_magic("delete_livy_session", f"--cluster {fake.url} --id s")
    assert fake.bodies("DELETE", "/sessions/4") == [b""]


def test_all_pages_of_sessions_are_listed(fake, shell):
    entries = [{"id": n, "name": f"s{n}", "state": "idle"} for n in range(3)]
    fake.rules["GET", "/sessions"] = lambda request: (
        200,
        {"total": 3, "sessions": entries[int(request["query"]["from"]) :][:2]},
    )

    assert [row[0] for row in shell.run_line_magic("spark_sessions", f"--cluster {fake.url}").rows] == [
        "s0",
        "s1",
        "s2",
    ]
