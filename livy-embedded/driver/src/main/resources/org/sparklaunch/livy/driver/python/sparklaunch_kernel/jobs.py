"""Jobs of Livy's programmatic Python client: cloudpickled functions of one argument, each on a thread of its own."""

import base64
import ctypes
import threading
import traceback
from collections import OrderedDict

from pyspark import cloudpickle
from pyspark.streaming import StreamingContext


class JobContext:
    """What a job's function is given. The names are those of Livy's own context."""

    _KEPT = 100

    def __init__(self, names, folder):
        self.sc = names["sc"]
        self.sql_ctx = names["sqlContext"]
        self.hive_ctx = None
        self.spark_session = names["spark"]
        self.local_tmp_dir_path = folder
        self._streaming = None
        self._shared = OrderedDict()
        self._lock = threading.Lock()

    def get_local_tmp_dir_path(self):
        return self.local_tmp_dir_path

    def create_streaming_ctx(self, batch_duration):
        with self._lock:
            if self._streaming is not None:
                raise ValueError("Streaming context already exists")
            self._streaming = StreamingContext(self.sc, batch_duration)

    def streaming_ctx(self):
        with self._lock:
            if self._streaming is None:
                raise ValueError("create_streaming_ctx function should be called first")
            return self._streaming

    def stop_streaming_ctx(self):
        streaming = self.streaming_ctx()
        streaming.stop(stopSparkContext=False)
        with self._lock:
            self._streaming = None

    def get_shared_object(self, name):
        with self._lock:
            if name in self._shared:
                self._shared.move_to_end(name)
            return self._shared.get(name)

    def set_shared_object(self, name, value):
        with self._lock:
            self._shared[name] = value
            self._shared.move_to_end(name)
            while len(self._shared) > self._KEPT:
                self._shared.popitem(last=False)

    def remove_shared_object(self, name):
        with self._lock:
            self._shared.pop(name, None)


class JobCancelled(BaseException):
    """Raised inside a job that is to end; user code that catches every Exception does not catch it."""


class Jobs:
    """Fetches jobs from the driver for as long as the kernel lives."""

    def __init__(self, session, context, capture):
        self._session = session
        self._context = context
        self._capture = capture
        self._threads = {}
        self._lock = threading.Lock()

    def start(self):
        threading.Thread(target=self._fetch, name="jobs", daemon=True).start()

    def _fetch(self):
        while True:
            request = self._session.next_job()
            if request is None:
                continue
            group, payload = request
            if payload is None:
                self._interrupt(group)
            else:
                threading.Thread(target=self._run, args=(group, payload), name=group, daemon=True).start()

    def _run(self, group, payload):
        self._capture.exempt_this_thread()
        try:
            with self._lock:
                self._threads[group] = threading.get_ident()
            try:
                self._session.begin(group)
                job = cloudpickle.loads(base64.b64decode(payload), encoding="bytes")
                result = cloudpickle.dumps(job(self._context))
            finally:
                with self._lock:
                    del self._threads[group]
            # Twice, as Livy does: once by its Python half, once as bytes in JSON.
            encoded = base64.b64encode(base64.b64encode(result)).decode("ascii")
        except BaseException as error:  # SystemExit, too, is the job's failure and not the kernel's end
            text = traceback.format_exc().rstrip("\n") + self._session.causes(error) + "\n"
            self._session.job_failed(group, text)
        else:
            self._session.job_succeeded(group, encoded)

    def _interrupt(self, group):
        """Under the lock, so that the thread has not moved on."""
        with self._lock:
            thread = self._threads.get(group)
            if thread is not None:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(JobCancelled))
