"""Shows figures of matplotlib as images. Does not import it: only its users wait for that."""

import base64
import io
import json
import sys

_shown = []


def png(figure):
    """Returns a figure in Base64."""
    image = io.BytesIO()
    figure.savefig(image, format="png")
    return base64.b64encode(image.getvalue()).decode("ascii")


def shown_figures():
    """Returns what a statement showed. An output has room for one image, the last one."""
    images = _shown[-1:]
    del _shown[:]
    return {"image/png": json.dumps(image) for image in images}


def add(figure):
    """Adds a figure to the output of the statement."""
    _shown.append(png(figure))


def show(*args, **kwargs):
    """Adds the current figure to the output. It stays open: %matplot may follow in the next statement, as with Livy."""
    pyplot = sys.modules["matplotlib.pyplot"]
    if pyplot.get_fignums():
        add(pyplot.gcf())
