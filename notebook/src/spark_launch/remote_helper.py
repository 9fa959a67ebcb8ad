"""Runs notebook cells inside a session's Python. Sent to the session as source and never imported by the notebook.

It has only Python 3.8 and the standard library, and Spark as the session's Python finds it. Statements print one line
of JSON after MARK, which the notebook reads; everything else that they print belongs to the user.
"""

import ast
import base64
import collections
import contextlib
import io
import json
import linecache
import re
import sys
import tempfile
import threading
import time
import traceback

MARK = "\x1espark-launch "
#: Characters of output that wait for the notebook; a cell that prints more waits for it.
PENDING = 1024 * 1024
PATIENCE_SECONDS = 10.0
LONGEST_TEXT = 100000
#: Bytes that a frame has before the notebook begins to read it; of a smaller one the size is known then.
FIRST_BYTES = 2900000

_runs = collections.OrderedDict()
_spools = collections.OrderedDict()


def _names():
    return sys.modules["__main__"].__dict__


def _answer(value):
    sys.stdout.write(MARK + json.dumps(value) + "\n")


class _Events:
    """What one cell prints and shows, in order, each with a number, until the notebook has read it."""

    def __init__(self):
        self._changed = threading.Condition()
        self._events = collections.deque()
        self._first = 0
        self._size = 0
        self._sealed = 0
        self._read_at = None
        self._dropped = 0
        self._done = False

    def add(self, kind, value):
        size = len(value) if isinstance(value, str) else sum(len(str(item)) for item in value.values())
        with self._changed:
            if self._size + size > PENDING and not self._make_room(size):
                self._dropped += size
                return
            last = self._first + len(self._events) - 1
            if kind in ("stdout", "stderr") and self._events and last >= self._sealed and self._events[-1][0] == kind:
                self._events[-1][1] += value
            else:
                self._events.append([kind, value])
            self._size += size
            self._changed.notify_all()

    def _make_room(self, size):
        """Waits while a notebook reads, since it can show more than a statement may answer."""
        limit = time.monotonic() + PATIENCE_SECONDS
        while self._size and self._size + size > PENDING:
            left = limit - time.monotonic()
            reads = self._read_at is not None and time.monotonic() - self._read_at < PATIENCE_SECONDS
            if left <= 0 or not reads:
                return False
            self._changed.wait(min(left, 1.0))
        return self._size + size <= PENDING

    def finish(self):
        with self._changed:
            if self._dropped:
                text = "\n[%d more characters of output are not shown: they came faster than the notebook reads]\n"
                self._events.append(["stderr", text % self._dropped])
            self._done = True
            self._changed.notify_all()

    def read(self, after, wait):
        """Events from number ``after`` on; those before it are forgotten.

        Waits for the first one, ``wait`` seconds at most.
        """
        limit = time.monotonic() + wait
        with self._changed:
            while self._first < after and self._events:
                _, value = self._events.popleft()
                self._first += 1
                self._size -= len(value) if isinstance(value, str) else sum(len(str(v)) for v in value.values())
            self._read_at = time.monotonic()
            self._changed.notify_all()
            while not self._events and not self._done and time.monotonic() < limit:
                self._changed.wait(limit - time.monotonic())
            self._sealed = self._first + len(self._events)
            self._read_at = time.monotonic()
            return {"first": self._first, "events": list(self._events), "done": self._done}


class _Stream(io.TextIOBase):
    """Standard output or error while a cell runs."""

    def __init__(self, events, kind, original):
        self._events = events
        self._kind = kind
        self._original = original

    encoding = "utf-8"
    errors = "backslashreplace"

    @property
    def buffer(self):
        return self._original.buffer

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not " + type(text).__name__)
        if text:
            self._events.add(self._kind, text.encode("utf-8", "backslashreplace").decode("utf-8"))
        return len(text)

    def fileno(self):
        return self._original.fileno()

    def close(self):
        """Stays open, as the kernel's own stream does."""


def run(code, cell, file, source):
    """Runs a cell.

    code: its Python, with as many empty lines before as make its line numbers those of the notebook.
    cell: a name by which the notebook asks for the events of this run.
    file: the file name in tracebacks. source: what its lines look like there.
    """
    events = _runs[cell] = _Events()
    while len(_runs) > 4:
        _runs.popitem(last=False)
    names = _names()
    names.setdefault("display", display)
    linecache.cache[file] = (len(source), None, source.splitlines(True), file)
    out, err, hook = sys.stdout, sys.stderr, sys.displayhook
    display.events = events
    sys.stdout, sys.stderr = _Stream(events, "stdout", out), _Stream(events, "stderr", err)
    sys.displayhook = _display_hook(events, names)
    try:
        for block in _compile(code, file):
            exec(block, names)
        _show_figures(events)
    except BaseException as error:
        events.add("error", _describe(error, file))
        raise
    finally:
        sys.stdout, sys.stderr, sys.displayhook = out, err, hook
        display.events = None
        events.finish()
    _answer(events.read(0, 0))


def events(cell, after, wait):
    """The events of a running cell, as JSON; for a job beside the statement."""
    deadline = time.monotonic() + wait
    while cell not in _runs and time.monotonic() < deadline:
        time.sleep(0.01)
    if cell not in _runs:
        return json.dumps({"first": after, "events": [], "done": False})
    return json.dumps(_runs[cell].read(after, max(0.0, deadline - time.monotonic())))


def rest(cell):
    """Prints the events of a cell that failed, whose statement answered with its error."""
    _answer(_runs[cell].read(0, 0) if cell in _runs else None)


def _compile(code, file):
    """The last statement is compiled as at a prompt, so that the value of an expression is shown."""
    body = ast.parse(code, file).body
    last = ast.Interactive(body[-1:])
    return [compile(ast.Module(body[:-1], []), file, "exec"), compile(last, file, "single")]


def _describe(error, file):
    """Name, message and traceback from the cell's own frame on."""
    kind = type(error)
    try:
        text = str(error)
    except Exception:
        text = "<unprintable %s object>" % kind.__name__
    first = error.__traceback__
    while first is not None and first.tb_frame.f_code.co_filename != file:
        first = first.tb_next
    try:
        lines = traceback.format_exception(kind, error, first)
    except Exception:
        lines = ["%s: %s\n" % (kind.__name__, text)]
    shown = "".join(lines)
    if len(shown) > LONGEST_TEXT:
        shown = shown[: LONGEST_TEXT // 2] + "\n...\n" + shown[-LONGEST_TEXT // 2 :]
    return {"ename": kind.__name__, "evalue": text[:LONGEST_TEXT], "traceback": shown}


def _display_hook(events, names):
    def show(value):
        if value is not None:
            names["_"] = value
            events.add("result", _bundle(value))

    return show


_REPRS = (
    ("text/html", "_repr_html_"),
    ("text/markdown", "_repr_markdown_"),
    ("text/latex", "_repr_latex_"),
    ("image/svg+xml", "_repr_svg_"),
    ("image/png", "_repr_png_"),
    ("image/jpeg", "_repr_jpeg_"),
    ("application/json", "_repr_json_"),
)


def _bundle(value):
    """What Jupyter shows of a value, by mime type."""
    figure = sys.modules.get("matplotlib.figure")
    if figure is not None and isinstance(value, figure.Figure):
        return {"text/plain": repr(value), "image/png": _png(value)}
    found = {}
    whole = getattr(type(value), "_repr_mimebundle_", None)
    if whole is not None:
        with contextlib.suppress(Exception):
            found = whole(value) or {}
            found = dict(found[0] if isinstance(found, tuple) else found)
    for mime, method in _REPRS:
        maker = getattr(type(value), method, None)
        if maker is not None and mime not in found:
            with contextlib.suppress(Exception):
                made = maker(value)
                made = made[0] if isinstance(made, tuple) else made
                if made is not None:
                    found[mime] = made
    found.setdefault("text/plain", repr(value))
    return {mime: _sendable(content) for mime, content in found.items()}


def _sendable(content):
    if isinstance(content, bytes):
        return base64.b64encode(content).decode("ascii")
    try:
        json.dumps(content)
    except (TypeError, ValueError):
        return repr(content)
    return content


def display(*values):
    """Shows values in the notebook; the first 20 rows of a Spark frame."""
    for value in values:
        if hasattr(value, "_jdf") and hasattr(value, "sparkSession"):
            bundle = {
                "text/plain": value._jdf.showString(20, 20, False),
                "text/html": value._jdf.htmlString(20, 20),
            }
        else:
            bundle = _bundle(value)
        if display.events is None:
            print(bundle["text/plain"])
        else:
            display.events.add("display", bundle)


display.events = None


def _png(figure):
    image = io.BytesIO()
    figure.savefig(image, format="png", bbox_inches="tight")
    return base64.b64encode(image.getvalue()).decode("ascii")


def _show_figures(events):
    """Shows the figures of pyplot at the end of their cell and closes them, as Jupyter does."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None or not pyplot.get_fignums():
        return
    for number in pyplot.get_fignums():
        figure = pyplot.figure(number)
        events.add("display", {"text/plain": repr(figure), "image/png": _png(figure)})
    pyplot.close("all")
    # What plt.show() kept for the statement's own output would be shown twice.
    shown = getattr(sys.modules.get("sparklaunch_kernel.figures"), "_shown", None)
    if shown is not None:
        del shown[:]


def complete(code, cursor):
    """The names that complete the one before the cursor, as JSON."""
    import rlcompleter

    token = re.search(r"[\w.]*$", code[:cursor]).group()
    completer = rlcompleter.Completer(_names())
    found = []
    while len(found) < 500:
        candidate = completer.complete(token, len(found)) if token else None
        if candidate is None:
            break
        found.append(candidate)
    return json.dumps([item[:-1] if item.endswith("(") else item.rstrip("() ") for item in found])


def assign(values):
    """Defines the variables of a JSON object."""
    _names().update(json.loads(values))


def take_text(name, file):
    """Defines a str from an uploaded file."""
    from pyspark import SparkFiles

    with open(SparkFiles.get(file), encoding="utf-8", errors="surrogatepass", newline="") as source:
        _names()[name] = source.read()


def take_frame(name, files, schema, view):
    """Makes a Spark frame of uploaded Arrow streams; only Spark's own Java reads them.

    name: of the variable, or None. schema: Spark's schema as JSON. view: name of the temporary view, or None.
    """
    from pyspark import SparkFiles
    from pyspark.sql import DataFrame

    spark = _names()["spark"]
    utils = spark.sparkContext._jvm.org.apache.spark.sql.api.python.PythonSQLUtils
    session = spark._jsparkSession
    # As a local relation, a million rows take seconds: each becomes an object in the driver.
    threshold = "spark.sql.execution.arrow.localRelationThreshold"
    before = spark.conf.get(threshold, "48MB")
    spark.conf.set(threshold, "64KB")
    try:
        frame = None
        for file in files:
            batches = utils.readArrowStreamFromFile(SparkFiles.get(file))
            part = DataFrame(utils.toDataFrame(batches, schema, session), spark)
            frame = part if frame is None else frame.union(part)
    finally:
        spark.conf.set(threshold, before)
    if name is not None:
        _names()[name] = frame
    if view is not None:
        frame.createOrReplaceTempView(view)


def give(name):
    """Prints a variable, or where its Arrow stream can be read part by part."""
    names = _names()
    if name not in names:
        return _answer({"kind": "missing"})
    value = names[name]
    if type(value).__module__ == "numpy" and getattr(value, "shape", None) == () and hasattr(value, "item"):
        value = value.item()
    if isinstance(value, str) and len(value) > 100000:
        return _answer(_spool("text", lambda out: out.write(value.encode("utf-8", "surrogatepass"))))
    if isinstance(value, (bool, int, float, str)):
        # int() and the like: a subclass of them, such as numpy's float64, is not exact in JSON otherwise.
        plain = next(kind for kind in (bool, int, float, str) if isinstance(value, kind))(value)
        return _answer({"kind": "value", "value": plain})
    _give_frame(value)


def give_view(view):
    """Prints where the rows of a temporary view can be read, and drops it."""
    spark = _names()["spark"]
    try:
        _give_frame(spark.table(view))
    finally:
        spark.catalog.dropTempView(view)


def give_sql(query):
    """Runs a query and prints where its rows can be read."""
    _give_frame(_names()["spark"].sql(query))


def _give_frame(value):
    module = type(value).__module__.split(".")[0]
    if module == "pyspark" and hasattr(value, "to_pandas") and not hasattr(value, "_jdf"):
        value = value.to_spark()  # pandas on Spark
    if hasattr(value, "_jdf"):
        return _answer(_spool("arrow", _collect(value)))
    arrow = _pyarrow()
    if module == "pandas" and hasattr(value, "columns"):
        if arrow is None:
            return _answer(_spool("arrow", _collect(_names()["spark"].createDataFrame(value))))
        return _answer(_spool("arrow", lambda out: _write_table(arrow.Table.from_pandas(value), out)))
    if module == "polars" and hasattr(value, "columns"):
        value = value.collect() if hasattr(value, "collect") else value
        return _answer(dict(_spool("arrow", lambda out: _write_table(value.to_arrow(), out)), frame="polars"))
    if module == "pyarrow" and hasattr(value, "column_names"):
        return _answer(_spool("arrow", lambda out: _write_table(value, out)))
    _answer({"kind": "unsupported", "type": type(value).__module__ + "." + type(value).__name__})


def _pyarrow():
    try:
        import pyarrow
        import pyarrow.ipc
    except ImportError:
        return None
    return pyarrow


def _options(arrow):
    return arrow.ipc.IpcWriteOptions(compression="zstd" if arrow.Codec.is_available("zstd") else None)


def _write_table(table, out):
    arrow = _pyarrow()
    if not hasattr(table, "schema") or not isinstance(table, arrow.Table):
        table = arrow.Table.from_batches([table])
    with arrow.ipc.new_stream(out, table.schema, options=_options(arrow)) as writer:
        writer.write_table(table)


def _collect(frame):
    """Starts to collect the rows; returns a function that writes them.

    It writes an Arrow stream, then the order of its batches as Spark sends it.
    """
    try:
        from pyspark.util import _load_from_socket
    except ImportError:
        from pyspark.rdd import _load_from_socket

    # On this thread, whose Spark jobs belong to the statement.
    port, secret, server = frame._jdf.collectAsArrowToPython()

    def write(out):
        source = _load_from_socket((port, secret), _Copy(out))
        # Spark 4 has a context manager here, Spark 3.5 an iterator.
        with source if hasattr(source, "__enter__") else contextlib.nullcontext(source) as steps:
            for _ in steps:
                pass
        server.getResult()

    return write


class _Copy:
    """A serializer of PySpark that copies the stream, compressed where there is pyarrow, and keeps nothing."""

    def __init__(self, out):
        self._out = out

    def load_stream(self, stream):
        arrow = _pyarrow()
        if arrow is not None:
            reader = arrow.ipc.open_stream(stream)
            with arrow.ipc.new_stream(self._out, reader.schema, options=_options(arrow)) as writer:
                for batch in reader:
                    writer.write_batch(batch)
                    yield
        while True:
            chunk = stream.read(1 << 20)
            if not chunk:
                return
            self._out.write(chunk)
            yield

    def __repr__(self):
        return "copy"


class _Spool(io.RawIOBase):
    """A temporary file without a name, which a thread writes while the notebook reads it part by part."""

    def __init__(self, write):
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by drop()
        self._changed = threading.Condition()
        self._size = 0
        self._error = None
        self._done = False
        self._context = getattr(_names().get("spark"), "sparkContext", None)
        self._jobs = self._context.getLocalProperty("spark.jobGroup.id") if self._context is not None else None
        threading.Thread(target=self._run, args=(write,), name="spool", daemon=True).start()

    def _run(self, write):
        error = None
        try:
            write(self)
        except BaseException as failure:
            error = failure
        with self._changed:
            self._error = error
            self._done = True
            self._changed.notify_all()

    def writable(self):
        return True

    def write(self, data):
        data = memoryview(data).cast("B")
        with self._changed:
            self._file.seek(self._size)
            self._file.write(data)
            self._size += len(data)
            self._changed.notify_all()
        return len(data)

    def read_part(self, offset, size):
        """A part when it is there, and the size of the whole when that is known. An interrupt cancels Spark's jobs."""
        try:
            with self._changed:
                while self._size < offset + size and not self._done:
                    self._changed.wait(1.0)
                if self._error is not None:
                    raise self._error
                self._file.seek(offset)
                return self._file.read(size), self._size if self._done else None
        except KeyboardInterrupt:
            if self._jobs is not None:
                self._context.cancelJobGroup(self._jobs)
            raise

    def release(self):
        with self._changed:
            self._file.close()


def _spool(kind, write):
    spool = _Spool(write)
    size = spool.read_part(0, FIRST_BYTES)[1]
    key = "%x" % time.monotonic_ns()
    _spools[key] = spool
    while len(_spools) > 8:
        _spools.popitem(last=False)[1].release()
    return {"kind": kind, "spool": key, "size": size}


def part(key, offset, size):
    """Prints the size of a spool, -1 while it grows, and a part of it as base64."""
    content, whole = _spools[key].read_part(offset, size)
    whole = -1 if whole is None else whole
    sys.stdout.write("%s%d %s\n" % (MARK, whole, base64.b64encode(content).decode("ascii")))


def drop(key):
    """Closes a spool, which removes its file."""
    _spools.pop(key).release()
