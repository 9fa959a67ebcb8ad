"""The conversation with a session's Python, in states that a real server does not have on demand."""

import base64
import email
import json
import pickle

import pytest

from spark_launch import remote
from spark_launch.credentials import Credentials
from spark_launch.errors import SparkLaunchError, StatementError
from spark_launch.livy import LivyClient
from spark_launch.remote import MARK, Remote
from spark_launch.sessions import Session, SessionOptions
from spark_launch.statements import Job


@pytest.fixture
def session(fake):
    fake.session(0, name="s")
    return Session("s", 0, LivyClient(fake.url, Credentials.none()), SessionOptions())


def statements(fake, *outputs):
    """Lets statements answer with these outputs, one after the other; returns the list of their code."""
    posted = []

    def post(request):
        posted.append(request["body"]["code"])
        return 201, {"id": len(posted) - 1, "state": "waiting", "output": None}

    fake.rules["POST", "/sessions/0/statements"] = post
    for number, output in enumerate(outputs):
        fake.rules["GET", f"/sessions/0/statements/{number}"] = (200, finished(output))
    return posted


def ok(text, **data):
    return {"status": "ok", "data": {"text/plain": text, **data}}


def events(*shown, first=0):
    return MARK + json.dumps({"first": first, "events": list(shown), "done": True})


def missing(module=None):
    name = module or remote._MODULE
    return {"status": "error", "ename": "ModuleNotFoundError", "evalue": f"No module named '{name}'", "traceback": []}


def run(session):
    shown, progress = [], []
    Remote(session).run_cell("1", "<cell 1>", "1", lambda kind, value: shown.append((kind, value)), progress.append)
    return shown, progress


def test_helper_is_installed_when_the_session_has_none(fake, session):
    posted = statements(fake, missing(), ok(""), ok(events(["stdout", "hello"])))

    assert run(session)[0] == [("stdout", "hello")]
    assert "sys.modules" in posted[1] and posted[0].split(".run")[0] == posted[2].split(".run")[0]


def test_missing_module_of_the_user_is_an_error_and_runs_nothing_twice(fake, session):
    posted = statements(fake, missing("nowhere"), ok(events()))

    with pytest.raises(StatementError, match="No module named 'nowhere'"):
        run(session)
    assert len([code for code in posted if ".run(" in code]) == 1


def test_output_comes_at_the_end_where_the_server_refuses_jobs(fake, session):
    fake.rules["POST", "/sessions/0/submit-job"] = (403, {"msg": "SQL only"})
    statements(fake, None)
    fake.rules["GET", "/sessions/0/statements/0"] = answers(
        running(), running(), finished(ok(events(["stdout", "late"], ["result", {"text/plain": "1"}])))
    )

    shown, progress = run(session)

    assert shown == [("stdout", "late"), ("result", {"text/plain": "1"})]
    assert 0.5 in progress
    assert len(fake.bodies("POST", "/sessions/0/submit-job")) == 1


def test_output_that_was_shown_live_is_not_shown_again(fake, session):
    live = json.dumps({"first": 0, "events": [["stdout", "early "]], "done": False})
    fake.rules["POST", "/sessions/0/submit-job"] = (201, {"id": 1})
    result = base64.b64encode(base64.b64encode(pickle.dumps(live))).decode()
    fake.rules["GET", "/sessions/0/jobs/1"] = (200, {"state": "SUCCEEDED", "result": result})
    statements(fake, None)
    fake.rules["GET", "/sessions/0/statements/0"] = answers(
        running(), finished(ok(events(["stdout", "early "], ["stdout", "late"])))
    )

    assert run(session)[0] == [("stdout", "early "), ("stdout", "late")]


def test_what_other_code_printed_is_shown_too(fake, session):
    statements(fake, ok("log line\n" + events(["result", {"text/plain": "1"}]) + "\nwarning"))

    assert run(session)[0] == [("result", {"text/plain": "1"}), ("stdout", "log line\n"), ("stderr", "warning")]


def test_error_has_the_traceback_of_the_cell(fake, session):
    failure = {"status": "error", "ename": "ValueError", "evalue": "no", "traceback": ["elsewhere"]}
    described = {"ename": "ValueError", "evalue": "no", "traceback": 'File "<cell 1>", line 2\nValueError: no\n'}
    statements(fake, failure, ok(events(["stdout", "before"], ["error", described])))

    with pytest.raises(StatementError) as error:
        run(session)

    assert error.value._render_traceback_() == ['File "<cell 1>", line 2', "ValueError: no"]


def test_session_cannot_run_code_in_the_notebook(fake, session):
    class Evil:
        def __reduce__(self):
            return eval, ("1/0",)

    result = base64.b64encode(base64.b64encode(pickle.dumps(Evil()))).decode()
    fake.rules["POST", "/sessions/0/submit-job"] = (201, {"id": 1})
    fake.rules["GET", "/sessions/0/jobs/1"] = (200, {"state": "SUCCEEDED", "result": result})

    with pytest.raises(SparkLaunchError, match="job result not understood"):
        Job(session, "1").poll()


def test_upload_is_a_multipart_body_with_the_file(fake, session):
    class Pieces:
        def __len__(self):
            return 5

        def __iter__(self):
            return iter([b"\r\n", memoryview(b"\x00\xff-")])

    fake.rules["POST", "/sessions/0/upload-file"] = (201, {})

    for content in (Pieces(), b"\r\n\x00\xff-"):
        name = Remote(session).upload(content)

        request = fake.requests[-1]
        header = f"Content-Type: {request['headers']['Content-Type']}\r\n\r\n".encode()
        (part,) = email.message_from_bytes(header + request["body"]).get_payload()
        assert part.get_param("name", header="content-disposition") == "file"
        assert part.get_filename() == name
        assert request["body"].split(b"\r\n\r\n", 1)[1].startswith(b"\r\n\x00\xff-\r\n--")


def part(content, whole):
    return ok(f"{MARK}{whole} {base64.b64encode(content).decode()}\n")


def test_frame_that_still_grows_is_read_to_its_end(fake, session, monkeypatch):
    monkeypatch.setattr(remote, "PART_BYTES", 2)
    posted = statements(fake, part(b"ab", -1), part(b"cd", -1), part(b"e", 5), part(b"", 5), part(b"", 5), ok(""))
    progress = []

    assert Remote(session).read_spool("k", None, progress.append) == b"abcde"
    assert [code.split(".part('k', ")[1] for code in posted[:3]] == ["0, 2)", "2, 2)", "4, 2)"]
    assert posted[-1].endswith(".drop('k')")
    assert progress == [1.0]


def test_frame_of_known_size_asks_for_no_part_behind_its_end(fake, session, monkeypatch):
    monkeypatch.setattr(remote, "PART_BYTES", 2)
    posted = statements(fake, part(b"ab", 3), part(b"c", 3), ok(""))

    assert Remote(session).read_spool("k", 3, lambda progress: None) == b"abc"
    assert len(posted) == 3


def test_frame_that_ends_too_early_is_an_error(fake, session):
    statements(fake, part(b"ab", 3), ok(""))

    with pytest.raises(SparkLaunchError, match="2 of 3 bytes came"):
        Remote(session).read_spool("k", 3, lambda progress: None)


def running():
    return {"id": 0, "state": "running", "output": None, "progress": 0.5}


def finished(output):
    return {"id": 0, "state": "available", "output": output, "progress": 1.0}


def answers(*bodies):
    left = list(bodies)
    return lambda request: (200, left.pop(0) if len(left) > 1 else left[0])
