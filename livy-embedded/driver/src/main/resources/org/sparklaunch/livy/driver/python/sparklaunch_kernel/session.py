"""The driver's one Spark session as PySpark objects."""

import importlib.util
import os
import sys
import warnings

from pyspark import SparkConf, SparkContext, cloudpickle
from pyspark.java_gateway import launch_gateway
from pyspark.sql import HiveContext, SparkSession, SQLContext
from pyspark.streaming import StreamingContext


# Sparkmagic and pylivy read rows by printing what toJSON gives: Spark's warning about later releases would be taken for a row.
NOT_FOR_USERS = "The return type of DataFrame.toJSON will be changed"


def provide_cloudpickle():
    """Lets code import PySpark's copy where cloudpickle is not installed: jobs of Livy's Python client name that module."""
    if importlib.util.find_spec("cloudpickle") is None:
        sys.modules["cloudpickle"] = cloudpickle
        sys.modules["cloudpickle.cloudpickle"] = cloudpickle.cloudpickle


class Session:
    def __init__(self, port, secret):
        provide_cloudpickle()
        warnings.filterwarnings("ignore", NOT_FOR_USERS)
        self._gateway = _connect(port, secret)
        self._entry = self._gateway.entry_point
        context = self._entry.context()
        conf = SparkConf(_jvm=self._gateway.jvm, _jconf=context.getConf())
        self._context = SparkContext(gateway=self._gateway, jsc=context, conf=conf)
        self._spark = SparkSession(self._context, self._entry.session())
        # Workers of this machine find PySpark as this process does, also where SPARK_HOME is not set for them.
        self._python_files = ""
        self._context.environment.setdefault("PYTHONPATH", os.environ["PYTHONPATH"])

    def globals(self):
        """Returns the names that Livy defines for the user."""
        return {
            "sc": self._context,
            "spark": self._spark,
            "sqlContext": _sql_context(self._context, self._spark),
            "HiveContext": HiveContext,
            "StreamingContext": StreamingContext,
            "cloudpickle": cloudpickle,
        }

    def begin(self, group):
        """Puts jobs of this thread into a group. Pinned threads have one Java thread for as long as the connection lives."""
        self._add_files(self._entry.begin(group))

    def _add_files(self, files):
        """Adds what was uploaded to the session since the last time."""
        if files == self._python_files:
            return
        known = set(self._python_files.split(","))
        self._python_files = files
        for file in files.split(","):
            if file and file not in known:
                self._context.addPyFile(file)

    def next_job(self):
        """Returns group and payload of a job, a group and None to interrupt it, or None when there was none for a while."""
        request = self._entry.jobs().next()
        return request and (request.group(), request.payload())

    def job_succeeded(self, group, result):
        self._entry.jobs().succeeded(group, result)

    def job_failed(self, group, traceback):
        self._entry.jobs().failed(group, traceback)

    def causes(self, error):
        """Returns the messages of the Java causes of an exception of PySpark, which shows only the outermost one."""
        origin = getattr(error, "_origin", None)
        try:
            return "" if origin is None else self._entry.causes(origin)
        except Exception as failure:  # The driver is going; the error itself is still worth showing.
            return "\n(its causes cannot be read: %s)" % type(failure).__name__

    def forget_pending_call(self):
        """Drops this thread's connection, where the answer to an interrupted call may still be on its way.

        The next call would take that answer for its own.
        """
        connection = self._gateway._gateway_client.get_thread_connection()
        if connection is not None:
            connection.close()


def _connect(port, secret):
    """Connects. PySpark takes the address from the environment, where neither children nor user code may see it."""
    address = {"PYSPARK_GATEWAY_PORT": str(port), "PYSPARK_GATEWAY_SECRET": secret}
    os.environ.update(address)
    try:
        return launch_gateway()
    finally:
        for name in address:
            del os.environ[name]


def _sql_context(context, spark):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecated, and still among Livy's names
        return SQLContext(context, spark)
