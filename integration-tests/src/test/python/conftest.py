"""What the clients' tests share: the server that ClientsIT launched, and a look at it that no client has a part in."""

import os

import pytest
import requests


@pytest.fixture(scope="session")
def url():
    return os.environ["LIVY_URL"]


@pytest.fixture(scope="session")
def livy(url):
    """GET of a path, as JSON."""
    return lambda path: requests.get(url + path, timeout=30).json()


@pytest.fixture
def program(request):
    """Writes a Python program where the server lets batches be; gives its path."""

    def write(code):
        path = os.path.join(os.environ["PROGRAMS"], request.node.name.partition("[")[0] + ".py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(code)
        return path

    return write
