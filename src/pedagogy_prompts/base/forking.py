"""A process may fork while one of its threads works here: the child must find nothing half done.

What a thread has under way at a fork is never finished in the child, and whoever waits for it there waits for ever. So
a fork waits until the library's own steps are done: imports, which happen at first use, and what `guarded` names.
"""

from __future__ import annotations

import os
import sys
import threading
from importlib import import_module

_OURS = frozenset(
    ("pedagogy_prompts", "pydantic", "pydantic_core", "ruamel", "tiktoken", "jinja2", "markupsafe", "regex", "click")
)


def guarded() -> threading.RLock:
    """A lock that a fork waits for, free in parent and child alike."""
    lock = threading.RLock()
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=lock.acquire, after_in_parent=lock.release, after_in_child=lock.release)
    return lock


def _finish_imports() -> None:
    """Wait for the modules that other threads are importing; what this thread imports itself is passed over."""
    for name, module in list(sys.modules.items()):
        root = name.partition(".")[0]
        if root in _OURS or root in sys.stdlib_module_names:
            if getattr(getattr(module, "__spec__", None), "_initializing", False):
                import_module(name)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_finish_imports)
