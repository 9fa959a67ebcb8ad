"""Spark sessions of a Livy server in IPython and Jupyter: ``%load_ext spark_launch``."""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"

_ATTRIBUTE = "_spark_launch_extension"


def load_ipython_extension(shell: Any) -> None:
    """Adds the magics, #!spark cells and completion to a shell. Called by ``%load_ext``."""
    from .completion import Completion, matcher
    from .magics import SparkMagics, shebang_to_magic

    if getattr(shell, _ATTRIBUTE, None) is not None:
        return
    magics = SparkMagics(shell)
    shell.register_magics(magics)
    shell.input_transformers_cleanup.append(shebang_to_magic)
    complete = matcher(Completion(magics))
    shell.Completer.custom_matchers.append(complete)
    setattr(shell, _ATTRIBUTE, (magics, complete))


def unload_ipython_extension(shell: Any) -> None:
    """Removes what was added and ends heartbeats. Called by ``%unload_ext`` and ``%reload_ext``."""
    from .magics import shebang_to_magic

    known = getattr(shell, _ATTRIBUTE, None)
    if known is None:
        return
    magics, complete = known
    magics.workspace.close()
    shell.input_transformers_cleanup.remove(shebang_to_magic)
    shell.Completer.custom_matchers.remove(complete)
    for kind, names in magics.magics.items():
        for name in names:
            shell.magics_manager.magics[kind].pop(name, None)
    setattr(shell, _ATTRIBUTE, None)
