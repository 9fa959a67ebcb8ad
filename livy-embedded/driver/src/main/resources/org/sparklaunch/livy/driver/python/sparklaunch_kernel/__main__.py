"""Entry point: one greeting from the driver, then one request per line until the driver closes the pipe or dies."""

import json
import os
import signal
import sys
import types

from . import errors
from .capture import Capture
from .statements import Statements


class Channel:
    """Exchanges lines with the driver, on descriptors that no child process inherits."""

    def __init__(self):
        self._requests = os.fdopen(os.dup(0), "rb")
        self._replies = os.fdopen(os.dup(1), "wb")
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)  # what child processes print goes to the session's log

    def requests(self):
        return map(json.loads, self._requests)

    def reply(self, reply):
        self._replies.write(json.dumps(reply).encode("ascii") + b"\n")
        self._replies.flush()


def new_main_module():
    """The user's module is __main__, so that what is defined there is pickled by value for the executors."""
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    return module.__dict__


def main():
    channel = Channel()
    requests = channel.requests()
    port, secret, limit, folder = next(requests)
    capture = Capture(int(limit))
    names = new_main_module()
    try:
        from .session import Session

        session = Session(int(port), secret)
        names.update(session.globals())
        from .jobs import JobContext, Jobs

        Jobs(session, JobContext(names, folder), capture).start()
    except Exception as error:
        channel.reply(errors.render(error))
        return
    statements = Statements(names, capture, session)
    signal.signal(signal.SIGINT, statements.on_interrupt)
    channel.reply({"status": "ok", "data": {}})
    for group, code in requests:
        channel.reply(statements.run(group, code))


main()
