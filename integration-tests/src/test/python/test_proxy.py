"""A path prefix, TLS and a password before the servers: what clients of HDInsight and EMR meet. nginx stands before all."""

import os
from urllib.parse import urljoin

import pytest
import requests
from livy import LivySession, SessionKind

CAROL = ("carol", "canary-proxy-password")
CERTIFICATE = os.path.join(os.environ["PROGRAMS"], "certificate.pem")


@pytest.fixture
def carol(url):
    """Sends a request as the user whom nginx knows; the address behind the prefix."""

    def send(method, path, **more):
        return requests.request(method, url + path, auth=CAROL, verify=CERTIFICATE, timeout=60, **more)

    return send


def test_the_proxy_asks_for_a_password(url):
    answer = requests.get(url + "/sessions", verify=CERTIFICATE, timeout=60)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Basic realm="Livy"'


def test_nobody_says_who_he_is_but_the_proxy(url):
    answer = requests.get(
        url + "/sessions", auth=("carol", "wrong"), headers={"X-Forwarded-User": "carol"}, verify=CERTIFICATE, timeout=60
    )

    assert answer.status_code == 401


def test_pylivy_works_as_carol(url):
    with LivySession.create(url, auth=CAROL, verify=CERTIFICATE, kind=SessionKind.SQL, echo=False) as session:
        session.run("CREATE TEMPORARY VIEW me AS SELECT current_user() AS name")

        assert session.read_sql("SELECT name FROM me")["name"].tolist() == ["carol"]


def test_places_stay_behind_the_prefix(carol, url):
    missing = carol("GET", "/sessions/77")
    root = carol("GET", "/")

    assert missing.status_code == 404
    assert missing.json() == {"msg": "Session '77' not found."}
    assert root.status_code == 200
    assert root.url == url + "/ui"


def test_a_created_session_is_found_where_the_answer_says(carol, url):
    created = carol("POST", "/sessions", json={"kind": "sql"})
    place = created.headers["Location"]
    try:
        assert created.status_code == 201
        assert created.json()["owner"] == "carol"
        assert place == "/gateway/livy/sessions/%d" % created.json()["id"]
    finally:
        deleted = requests.delete(urljoin(url, place), auth=CAROL, verify=CERTIFICATE, timeout=60)
    assert deleted.json() == {"msg": "deleted"}


def test_answers_are_compressed(carol):
    assert carol("GET", "/sessions").headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in carol("GET", "/version").headers


def test_the_query_tracker_knows_carol_too(url):
    answer = requests.get(
        url.replace("/livy", "/query-tracker") + "/api/v4/list_queries", auth=CAROL, verify=CERTIFICATE, timeout=60
    )

    assert answer.status_code == 200, answer.text
