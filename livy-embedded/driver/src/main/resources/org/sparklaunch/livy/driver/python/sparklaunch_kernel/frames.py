"""Frames and series of pandas as rows. Does not import it: only its users wait for that."""

import math
import numbers
import sys


def is_frame(value):
    """Whether it is a data frame or a series of pandas."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, (pandas.DataFrame, pandas.Series))


def records(value):
    """Returns unique column names and the rows. An index with names counts as columns, one of row numbers does not."""
    pandas = sys.modules["pandas"]
    frame = value.to_frame() if isinstance(value, pandas.Series) else value
    levels = [(name, frame.index.get_level_values(i)) for i, name in enumerate(frame.index.names) if name is not None]
    names = [str(name) for name, _ in levels] + [_name(column) for column in frame.columns]
    columns = [values for _, values in levels] + [frame.iloc[:, i] for i in range(len(frame.columns))]
    rows = zip(*([_value(item, pandas) for item in column] for column in columns))
    return unique(names), [list(row) for row in rows]


def _name(column):
    return "_".join(map(str, column)) if isinstance(column, tuple) else str(column)


def _value(item, pandas):
    """A cell as a type of Python's own: numpy's boolean is no bool, and pandas has several kinds of nothing."""
    if item is None or item is pandas.NA or item is pandas.NaT:
        return None
    if isinstance(item, numbers.Real) and not isinstance(item, numbers.Integral) and math.isnan(item):
        return None
    if type(item).__module__ == "numpy" and hasattr(item, "tolist"):
        return item.tolist()
    return item


def unique(names):
    """Returns one name for each column by the rule of all results: a, b, a becomes a, b, a_2. Case is ignored."""
    reserved = {name.lower() for name in names}
    used = set()
    result = []
    for name in names:
        chosen = name
        number = 2
        while chosen.lower() in used or (chosen is not name and chosen.lower() in reserved):
            chosen = "%s_%d" % (name, number)
            number += 1
        used.add(chosen.lower())
        reserved.add(chosen.lower())
        result.append(chosen)
    return result
