"""What a browser is sent of the library, without a browser."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("page_files", ROOT / "tools/page/page_files.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_the_worker_imports_is_sent_and_commands_are_not(tool: ModuleType) -> None:
    worker = (ROOT / "src/pedagogy_prompts/cli/page/assets/worker.js").read_text("utf-8")
    imported = {name.replace(".", "/") + ".py" for name in re.findall(r"from (pedagogy_prompts[\w.]+) import", worker)}
    sent = {name for name, _ in tool._parts() if name.startswith("pedagogy_prompts/")}
    assert imported and imported <= sent
    assert {"pedagogy_prompts/cli/__init__.py", "pedagogy_prompts/cli/page/answers.py"} <= sent
    assert not {"pedagogy_prompts/cli/main.py", "pedagogy_prompts/cli/page/serving.py"} & sent
