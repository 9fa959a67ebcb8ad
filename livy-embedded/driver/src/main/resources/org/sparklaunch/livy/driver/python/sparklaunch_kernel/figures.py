"""Figures of matplotlib as images. Does not import it: only its users shall wait for that."""

import base64
import io
import json
import sys

_shown = []


def png(figure):
    """A figure as base64 text."""
    image = io.BytesIO()
    figure.savefig(image, format="png")
    return base64.b64encode(image.getvalue()).decode("ascii")


def shown_figures():
    """What a statement showed; an output has room for one image, the last one."""
    images = _shown[-1:]
    del _shown[:]
    return {"image/png": json.dumps(image) for image in images}


def show(*args, **kwargs):
    """Adds the current figure to the output. It stays open: %matplot may follow in the next statement, as with Livy."""
    pyplot = sys.modules["matplotlib.pyplot"]
    if pyplot.get_fignums():
        _shown.append(png(pyplot.gcf()))
