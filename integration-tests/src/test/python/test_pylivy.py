"""pylivy: what its own integration tests check, on sessions of every kind that it knows, and its batches."""

import pandas
import pytest
from livy import LivyBatch, LivySession, SessionKind, SessionState, SparkRuntimeError
from livy.client import LivyClient

RANGE = {
    SessionKind.SPARK: 'val df = spark.sql("SELECT id FROM range(3)")',
    SessionKind.PYSPARK: 'df = spark.sql("SELECT id FROM range(3)")',
}


@pytest.fixture(scope="module", params=RANGE, ids=lambda kind: kind.value)
def session(request, url):
    with LivySession.create(url, kind=request.param, echo=False) as session:
        yield session


def test_values_stay_between_statements(session):
    session.run("x = 20" if session.kind == SessionKind.PYSPARK else "val x = 20")

    assert "21" in session.run("x + 1").text


def test_a_data_frame_is_read(session):
    session.run(RANGE[session.kind])

    assert session.download("df")["id"].tolist() == [0, 1, 2]


def test_a_data_frame_is_sent_and_read_back(session):
    sent = pandas.DataFrame([{"name": 'M"ü', "n": 1}, {"name": "b", "n": 2}])

    session.upload("sent", sent)

    assert session.download("sent")[["name", "n"]].equals(sent)


def test_an_error_names_its_reason(session):
    with pytest.raises(SparkRuntimeError) as error:
        session.run("nowhere")

    assert "nowhere" in error.value.evalue


def test_a_sql_session_gives_rows(url):
    with LivySession.create(url, kind=SessionKind.SQL, echo=False) as session:
        assert session.download_sql("SELECT 1 AS one, 'a' AS letter").values.tolist() == [[1, "a"]]


def test_a_session_that_ended_is_none(url):
    client = LivyClient(url)
    session = client.create_session(SessionKind.SQL)

    client.delete_session(session.session_id)

    assert client.get_session(session.session_id) is None


def test_a_batch_runs_to_its_end_and_shows_its_log(url, program):
    batch = LivyBatch.create(url, program("print('hello from a batch')"), name="pylivy")

    batch.wait()

    assert batch.state == SessionState.SUCCESS
    assert "hello from a batch" in batch.log()
