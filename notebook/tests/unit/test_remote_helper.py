"""What runs inside a session's Python, as far as it needs no Spark."""

import _thread
import base64
import json
import signal
import threading
import time

import pytest

from spark_launch import remote_helper


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(remote_helper, "FIRST_BYTES", 4)


def spool(write):
    return remote_helper._spool("arrow", write)


def test_frame_can_be_read_while_it_grows(capsys):
    rest = threading.Event()

    def write(out):
        out.write(b"begin")
        rest.wait(10)
        out.write(b"end")

    answer = spool(write)
    assert answer["size"] is None
    remote_helper.part(answer["spool"], 0, 4)
    rest.set()
    remote_helper.part(answer["spool"], 4, 8)

    shown = [line.split(remote_helper.MARK)[1].split(" ") for line in capsys.readouterr().out.split("\n")[:-1]]
    assert [(int(size), base64.b64decode(content)) for size, content in shown] == [(-1, b"begi"), (8, b"nend")]


def test_size_of_a_small_frame_is_known_at_once():
    assert spool(lambda out: out.write(b"abc"))["size"] == 3


def test_error_of_a_small_frame_is_that_of_its_statement():
    with pytest.raises(ZeroDivisionError):
        spool(lambda out: 1 / 0)


def test_error_behind_the_first_part_is_that_of_a_later_part():
    failing = threading.Event()

    def write(out):
        out.write(b"begin")
        failing.wait(10)
        raise ValueError("lost")

    key = spool(write)["spool"]
    failing.set()

    with pytest.raises(ValueError, match="lost"):
        remote_helper.part(key, 4, 4)


@pytest.fixture
def interruptible():
    """Background jobs of a shell ignore SIGINT, and so would this test there."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_interrupt_cancels_the_jobs_of_the_frame(monkeypatch, interruptible):
    cancelled = []

    class Context:
        def getLocalProperty(self, key):
            return {"spark.jobGroup.id": "statement-7"}[key]

        def cancelJobGroup(self, group):
            cancelled.append(group)
            never.set()

    class Spark:
        sparkContext = Context()

    never = threading.Event()
    monkeypatch.setattr(remote_helper, "_names", lambda: {"spark": Spark()})

    def write(out):
        while not out._changed._waiters:
            time.sleep(0.001)
        _thread.interrupt_main()
        never.wait(10)

    with pytest.raises(KeyboardInterrupt):
        spool(write)
    assert cancelled == ["statement-7"]


def test_dropped_frame_ends_its_writer():
    dropped = threading.Event()
    ended = []

    def write(out):
        out.write(b"begin")
        dropped.wait(10)
        try:
            out.write(b"end")
        except ValueError as error:
            ended.append(error)
            raise

    key = spool(write)["spool"]
    writer = next(thread for thread in threading.enumerate() if thread.name == "spool")
    remote_helper.drop(key)
    dropped.set()
    writer.join(10)

    assert len(ended) == 1


def test_value_is_printed_after_the_mark(capsys, monkeypatch):
    monkeypatch.setattr(remote_helper, "_names", lambda: {"n": 2**70})

    remote_helper.give("n")

    assert json.loads(capsys.readouterr().out.split(remote_helper.MARK)[1]) == {"kind": "value", "value": 2**70}
