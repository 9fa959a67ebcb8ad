"""A backend of matplotlib: draws without a screen, and pyplot.show() adds the figure to the statement's output."""

from matplotlib.backends.backend_agg import FigureCanvasAgg as FigureCanvas  # noqa: F401
from matplotlib.backend_bases import FigureManagerBase as FigureManager  # noqa: F401

from .figures import show  # noqa: F401
