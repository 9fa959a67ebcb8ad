"""Command lines of the magics."""

import pytest

from spark_launch import arguments
from spark_launch.errors import UsageError

#: The parameters of the source page, in its spelling.
PARAMETERS = (
    "--cluster --id --conf --proxyUser --jars --files --pyFiles --driverMemory --driverCores --executorMemory "
    "--executorCores --numExecutors --archives --queue --variables --return_variables --heartbeatTimeoutInSecond --ttl"
).split()


def create(line):
    given = arguments.create_parser().parse(line)
    return arguments.session_options(given).body("s", (0, 9))


def test_every_parameter_of_the_page_is_accepted():
    assert set(PARAMETERS) == set(arguments.create_parser().options())


def test_question_mark_shows_every_parameter(shell, capsys):
    shell.run_cell("%create_livy_session?")

    page = capsys.readouterr().out
    assert [name for name in PARAMETERS if name not in page] == []


def test_conf_is_repeatable_and_keeps_equal_signs():
    body = create("--conf spark.cores.max=4 --conf 'spark.x=a=b c'")

    assert body["conf"]["spark.cores.max"] == "4"
    assert body["conf"]["spark.x"] == "a=b c"


def test_dynamic_allocation_is_on_by_default():
    assert create("")["conf"] == {
        "spark.dynamicAllocation.enabled": "true",
        "spark.dynamicAllocation.shuffleTracking.enabled": "true",
    }


def test_dynamic_allocation_can_be_switched_off():
    assert create("--conf spark.dynamicAllocation.enabled=false")["conf"] == {
        "spark.dynamicAllocation.enabled": "false"
    }


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("--proxyUser spark", "proxyUser", "spark"),
        ("--jars /a.jar,/b.jar --jars /c.jar", "jars", ["/a.jar", "/b.jar", "/c.jar"]),
        ("--files '/a file.txt'", "files", ["/a file.txt"]),
        ("--pyFiles a.py", "pyFiles", ["a.py"]),
        ("--driverMemory 2g", "driverMemory", "2g"),
        ("--driverCores 2", "driverCores", 2),
        ("--executorMemory 4g", "executorMemory", "4g"),
        ("--executorCores 3", "executorCores", 3),
        ("--numExecutors 5", "numExecutors", 5),
        ("--archives env.tar.gz#env", "archives", ["env.tar.gz#env"]),
        ("--queue nightly", "queue", "nightly"),
        ("--heartbeatTimeoutInSecond 60", "heartbeatTimeoutInSecond", 60),
    ],
)
def test_parameter_reaches_the_request(line, field, value):
    assert create(line)[field] == value


def test_parameters_left_out_are_left_to_the_server():
    assert set(create("")) == {"kind", "name", "conf"}


def test_ttl_is_the_idle_timeout_of_livy_0_9_and_the_ttl_of_older_servers():
    options = arguments.session_options(arguments.create_parser().parse("--ttl 30m"))

    assert options.body("s", (0, 9))["idleTimeout"] == "30m"
    assert options.body("s", (0, 8))["ttl"] == "30m"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("--conf spark.cores.max", "expected KEY=VALUE, got 'spark.cores.max'"),
        ("--driverCores zero", "expected a whole number above 0, got 'zero'"),
        ("--heartbeatTimeoutInSecond 0", "expected a whole number above 0, got '0'"),
        ("--driverMem 1g", "unrecognized arguments: --driverMem"),
        ("--id 'open", "no closing quotation"),
    ],
)
def test_wrong_line_is_refused_with_the_value(line, message):
    with pytest.raises(UsageError) as error:
        create(line)

    assert message in str(error.value)
    assert "\n" not in str(error.value)
