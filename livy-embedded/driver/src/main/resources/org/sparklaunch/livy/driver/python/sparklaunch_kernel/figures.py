"""Figures of matplotlib as images; also its backend here, so that pyplot.show() adds the figure to the output."""

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
    """Called by pyplot.show(), which only matplotlib's users reach: importing it here would delay all others."""
    pyplot = sys.modules["matplotlib.pyplot"]
    for number in pyplot.get_fignums():
        _shown.append(png(pyplot.figure(number)))
    pyplot.close("all")


def __getattr__(name):
    """The rest of a backend is that of Agg, which draws without a screen."""
    if name.startswith("__"):
        raise AttributeError(name)
    from matplotlib.backends import backend_agg

    return getattr(backend_agg, name)
