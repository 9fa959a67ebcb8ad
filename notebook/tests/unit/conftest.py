"""A Livy server in the test's process, for errors and bodies; the real one is in ../launch."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest


class FakeLivy:
    """Answers by the rules of a test: (method, path) to a status and a body, or to a function of the request."""

    def __init__(self):
        self.rules = {
            ("GET", "/version"): (200, {"version": "0.9.0-incubating"}),
            ("GET", "/sessions"): (200, {"from": 0, "total": 0, "sessions": []}),
        }
        self.requests = []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                parts = urlsplit(self.path)
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                request = {
                    "method": self.command,
                    "path": parts.path,
                    "query": dict(parse_qsl(parts.query)),
                    "headers": dict(self.headers),
                    "body": json.loads(body) if body.startswith(b"{") else body,
                }
                fake.requests.append(request)
                rule = fake.rules.get((self.command, parts.path), (404, {"msg": f"no rule for {parts.path}"}))
                status, content = rule(request) if callable(rule) else rule
                data = content if isinstance(content, bytes) else json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_DELETE = answer

            def log_message(self, *arguments):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def session(self, number=0, state="idle", **fields):
        """A session as Livy shows it, and the rules for it."""
        entry = {"id": number, "name": None, "state": state, "kind": "pyspark", "log": [], "appInfo": {}} | fields
        known = self.rules["GET", "/sessions"][1]["sessions"]
        known.append(entry)
        self.rules["GET", "/sessions"] = (200, {"from": 0, "total": len(known), "sessions": known})
        self.rules["GET", f"/sessions/{number}"] = (200, entry)
        self.rules["GET", f"/sessions/{number}/state"] = (200, {"id": number, "state": state})
        self.rules["DELETE", f"/sessions/{number}"] = (200, {"msg": "deleted"})
        return entry

    def bodies(self, method, path):
        return [request["body"] for request in self.requests if (request["method"], request["path"]) == (method, path)]

    def close(self):
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def fake():
    livy = FakeLivy()
    yield livy
    livy.close()


@pytest.fixture(autouse=True)
def environment(monkeypatch, tmp_path):
    """No settings of the person who runs the tests."""
    for name in ("CLUSTERS", "CLUSTER", "TOKEN", "USER", "PASSWORD", "PROJECT", "PLAIN_HTTP"):
        monkeypatch.delenv(f"SPARK_LAUNCH_{name}", raising=False)
    monkeypatch.delenv("SPARK_DISCOVERY", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")


@pytest.fixture
def clusters_file(tmp_path, monkeypatch):
    """Writes the clusters file."""

    def write(text):
        path = tmp_path / "clusters.ini"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv("SPARK_LAUNCH_CLUSTERS", str(path))
        return path

    return write


@pytest.fixture
def shell(monkeypatch):
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    # Without an instance of its own the shell's display would look for a front end.
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    shell.run_line_magic("load_ext", "spark_launch")
    yield shell
    shell.run_line_magic("unload_ext", "spark_launch")


@pytest.fixture
def error_of(shell, capsys):
    """Runs a cell that fails and returns what the notebook shows of it."""

    def run(cell):
        capsys.readouterr()
        result = shell.run_cell(cell)
        assert not result.success
        out, err = capsys.readouterr()
        return (out + err).strip()

    return run
