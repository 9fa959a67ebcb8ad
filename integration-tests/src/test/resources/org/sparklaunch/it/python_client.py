"""Does what the Python client of Livy 0.9 does: same paths, bodies and encodings. Prints what came back as JSON."""

import base64
import json
import pickle
import sys
import time
import urllib.error
import urllib.request

from pyspark import cloudpickle

LIMIT_SECONDS = 90
BOUNDARY = "boundary-of-parts"


class Client:
    def __init__(self, url):
        self._url = url
        created = self._send("POST", "/sessions", {"kind": "pyspark", "conf": {}})
        self._session = "/sessions/%d" % created["id"]

    def await_idle(self):
        self._await(lambda: self._send("GET", self._session)["state"] == "idle")

    def submit(self, function, command="submit-job"):
        pickled = base64.b64encode(cloudpickle.dumps(function)).decode("utf-8")
        return self._send("POST", self._session + "/" + command, {"job": pickled, "jobType": "pyspark"})["id"]

    def status(self, job):
        return self._send("GET", "%s/jobs/%d" % (self._session, job))

    def end(self, job):
        self._await(lambda: self.status(job)["state"] in ("SUCCEEDED", "FAILED", "CANCELLED"))
        return self.status(job)

    def result(self, function, command="submit-job"):
        end = self.end(self.submit(function, command))
        if end["state"] != "SUCCEEDED":
            raise RuntimeError(end["error"])
        return pickle.loads(base64.b64decode(base64.b64decode(end["result"])))

    def cancel(self, job):
        self._await(lambda: self.status(job)["state"] == "STARTED")
        self._send("POST", "%s/jobs/%d/cancel" % (self._session, job), {})

    def upload_pyfile(self, name, text):
        part = '--%s\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n%s\r\n--%s--\r\n'
        body = (part % (BOUNDARY, name, text, BOUNDARY)).encode()
        self._open("POST", self._session + "/upload-pyfile", body, "multipart/form-data; boundary=" + BOUNDARY)

    def statement(self, code):
        posted = self._send("POST", self._session + "/statements", {"code": code})
        path = "%s/statements/%d" % (self._session, posted["id"])
        self._await(lambda: self._send("GET", path)["state"] == "available")
        return self._send("GET", path)["output"]["data"]["text/plain"]

    def delete(self):
        self._send("DELETE", self._session)

    def _await(self, condition):
        end = time.monotonic() + LIMIT_SECONDS
        while not condition():
            if time.monotonic() > end:
                raise RuntimeError("not within %d seconds" % LIMIT_SECONDS)
            time.sleep(0.1)

    def _send(self, method, path, body=None):
        text = self._open(method, path, None if body is None else json.dumps(body).encode(), "application/json")
        return json.loads(text) if text else None

    def _open(self, method, path, body, content_type):
        headers = {"Content-Type": content_type, "X-Requested-By": "livy"}
        request = urllib.request.Request(self._url + path, body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=LIMIT_SECONDS) as response:
                return response.read()
        except urllib.error.HTTPError as error:
            raise RuntimeError("%s %s: %d %s" % (method, path, error.code, error.read()))


def count(context):
    return context.spark_session.range(17).count()


def use_module(context):
    import uploaded_module

    return context.sc.parallelize([1]).map(lambda number: uploaded_module.word).first()


def spin(context):
    while True:
        time.sleep(0.05)


def main():
    # Functions must travel by value: the driver has no such script.
    cloudpickle.register_pickle_by_value(sys.modules["__main__"])
    client = Client(sys.argv[1])
    client.await_idle()
    said = {"count": client.result(count), "none": client.result(lambda context: None, "run-job")}
    client.upload_pyfile("uploaded_module.py", "word = 'hello from the module'")
    said["module"] = client.result(use_module)
    client.result(lambda context: context.set_shared_object("n", 5))
    said["shared"] = client.result(lambda context: context.get_shared_object("n"))
    said["failure"] = client.end(client.submit(lambda context: 1 / 0))["error"]
    spinning = client.submit(spin)
    client.cancel(spinning)
    said["cancelled"] = client.end(spinning)["state"]
    said["statement"] = client.statement("import uploaded_module; uploaded_module.word")
    client.delete()
    print(json.dumps(said))


main()
