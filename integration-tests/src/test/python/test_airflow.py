"""Airflow's provider for Livy: its operator and hook, as a task uses them, without a scheduler around it."""

import asyncio

import pytest
from airflow.providers.apache.livy.operators.livy import LivyOperator
from airflow.sdk.exceptions import AirflowException, TaskDeferred


class Task:
    """The part of a task instance that the operator speaks to."""

    def __init__(self):
        self.pushed = {}

    def xcom_push(self, key, value):
        self.pushed[key] = value


@pytest.fixture
def context():
    return {"ti": Task()}


def operator(file, **options):
    return LivyOperator(task_id="batch", file=file, durable=False, **options)


def test_a_task_ends_with_its_batch_and_has_all_of_its_log(livy, context, program, capfd):
    file = program("import sys; print('args', sys.argv[1:]); [print('line', i) for i in range(150)]")

    # Numbers arrive as texts and settings as numbers: the operator sends what its user gave.
    batch = operator(
        file, args=["a", 1], driver_cores="1", conf={"spark.cores.max": 1}, polling_interval=1
    ).execute(context)

    assert livy(f"/batches/{batch}/state")["state"] == "success"
    shown = "".join(capfd.readouterr())
    assert "args ['a', '1']" in shown
    assert "line 149" in shown
    assert "app_id" in context["ti"].pushed


def test_a_failing_batch_fails_its_task(context, program):
    with pytest.raises(AirflowException, match="did not succeed"):
        operator(program("raise SystemExit(3)"), polling_interval=1).execute(context)


def test_a_deferred_task_is_told_by_its_trigger(context, program):
    task = operator(program("import time; time.sleep(3)"), polling_interval=1, deferrable=True)
    with pytest.raises(TaskDeferred) as deferred:
        task.execute(context)

    event = asyncio.run(anext(deferred.value.trigger.run())).payload

    assert event["status"] == "success"
    assert task.execute_complete(context, event) == event["batch_id"]


def test_a_killed_task_takes_its_batch_with_it(livy, context, program):
    task = operator(program("import time; time.sleep(600)"))
    batch = task.execute(context)

    task.on_kill()

    assert livy(f"/batches/{batch}")["msg"] == f"Session '{batch}' not found."
