"""The pages on the public Python names, made from their signatures and docstrings; a mkdocs hook.

    python tools/api_pages.py views     print a page as the site has it

The attributes are not among them: each has its section in the pages on attributes.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

import pedagogy_prompts
from pedagogy_prompts.base.documented import Documented, field_docs
from pedagogy_prompts.views.forms.markdown import fenced

LIST = Path(pedagogy_prompts.__file__).with_name("__init__.pyi")
ROOMS = {
    "composing": ("Compose and check", ("composing", "checking", "base")),
    "instructions": ("Instructions and states", ("instructions",)),
    "presets": ("Presets, context and packs", ("presets",)),
    "reports": ("Findings and reports", ("reports",)),
    "views": ("Views", ("views",)),
    "norms": ("Attributes, norms and conditions", ("attributes", "norms")),
    "tokens": ("Tokens", ("tokens",)),
}
"""The pages, each with its title and the rooms whose public names it has."""
MOST_REQUIRED = 3
"""A dataclass with more fields than these that have to be given is a result, which nobody builds."""
LONGEST = 90
"""The longest signature on one line."""
_LINE = re.compile(r"^from \.(?P<module>\S+) import \w+ as (?P<name>\w+)$", re.MULTILINE)


def names() -> Iterator[tuple[str, str]]:
    """Each public name that is no attribute of the shelf, with its room."""
    for found in _LINE.finditer(LIST.read_text("utf-8")):
        room, _, rest = found["module"].partition(".")
        if (room != "attributes" or rest.startswith("kit.")) and not found["name"].startswith("__"):
            yield room, found["name"]


def pages() -> Iterator[tuple[str, str]]:
    """Each page: its path below docs/ and its text."""
    return ((f"reference/api/{name}.md", page(name)) for name in ROOMS)


def page(name: str) -> str:
    title, rooms = ROOMS[name]
    mine = [each for room in rooms for other, each in names() if other == room]
    sections = [section(each, getattr(pedagogy_prompts, each)) for each in mine]
    about = "All of these are imported from `pedagogy_prompts`."
    return "\n\n".join([f"# {title}", about, *sections]) + "\n"


def section(name: str, thing: Any) -> str:
    parts = [f"## {name}", *_signed(name, thing), _told(inspect.getdoc(thing) or "")]
    if inspect.isclass(thing):
        fields = [f"`{field}`\n:   {_told(about, '    ')}" for field, about in _fields(thing).items() if about]
        parts += fields
        parts += [one for member in _members(thing) for one in _member(*member)]
    return "\n\n".join(part for part in parts if part)


def _signed(name: str, thing: Any) -> Iterator[str]:
    """How it is called. An error is caught, a model takes its fields, and what is a result is not called either."""
    if inspect.isclass(thing) and issubclass(thing, BaseException | Documented):
        return
    try:
        signature = inspect.signature(thing)
    except (TypeError, ValueError):
        return
    parameters = list(signature.parameters.values())
    if is_dataclass(thing) and sum(1 for one in parameters if one.default is one.empty) > MOST_REQUIRED:
        return
    if any(is_dataclass(one.default) for one in parameters):
        return
    told, returned = [_parameter(one) for one in _starred(parameters)], signature.return_annotation
    after = "" if returned in (signature.empty, None, "None") else f" -> {_type(returned)}"
    line = f"{name}({', '.join(told)}){after}"
    if len(line) > LONGEST:
        line = "\n".join([f"{name}(", *(f"    {one}," for one in told), f"){after}"])
    yield fenced(line, "text")


def _starred(parameters: list[inspect.Parameter]) -> Iterator[inspect.Parameter | None]:
    """The parameters, with None where those begin that are given by name only."""
    before: Any = None
    for one in parameters:
        named = one.kind is one.KEYWORD_ONLY and before not in (one.KEYWORD_ONLY, one.VAR_POSITIONAL)
        yield from [None, one] if named else [one]
        before = one.kind


def _parameter(one: inspect.Parameter | None) -> str:
    if one is None:
        return "*"
    stars = "*" if one.kind is one.VAR_POSITIONAL else "**" if one.kind is one.VAR_KEYWORD else ""
    told = f"{stars}{one.name}" + ("" if one.annotation is one.empty else f": {_type(one.annotation)}")
    if one.default is one.empty:
        return told
    default = repr(one.default)
    default = "..." if default.startswith("<") else default
    return f"{told} = {default}" if one.annotation is not one.empty else f"{told}={default}"


def _type(annotation: Any) -> str:
    if isinstance(annotation, str):
        return annotation
    return getattr(annotation, "__name__", str(annotation)) if not hasattr(annotation, "__args__") else str(annotation)


def _fields(thing: type) -> dict[str, str]:
    if issubclass(thing, Documented):
        return field_docs(thing)
    return _own_docs(thing) if is_dataclass(thing) else {}


def _own_docs(thing: type) -> dict[str, str]:
    """The docstrings under the fields of a dataclass."""
    source = inspect.getsource(thing)
    found = re.findall(r'^    (\w+): [^\n]+\n    """(.*?)"""', source, re.MULTILINE | re.DOTALL)
    return {name: inspect.cleandoc(about) for name, about in found if not name.startswith("_")}


def _members(thing: type) -> Iterator[tuple[str, Any]]:
    for name, one in vars(thing).items():
        public = not name.startswith("_") and not name.startswith("model_")
        if public and (
            inspect.isfunction(one) or isinstance(one, property | classmethod | staticmethod | cached_property)
        ):
            yield name, one


def _member(name: str, one: Any) -> Iterator[str]:
    inner: Callable[..., Any] | Any = one
    if isinstance(one, property):
        inner = one.fget
    elif isinstance(one, cached_property):
        inner = one.func
    elif isinstance(one, classmethod | staticmethod):
        inner = one.__func__
    about = inspect.getdoc(inner)
    if not about:
        return
    if isinstance(one, property | cached_property):
        yield f"`.{name}`\n:   {_told(about, '    ')}"
        return
    parameters = [each.replace(annotation=each.empty) for each in inspect.signature(inner).parameters.values()]
    shown = [_parameter(each) for each in _starred(parameters if isinstance(one, staticmethod) else parameters[1:])]
    yield f"`.{name}({', '.join(shown)})`\n:   {_told(about, '    ')}"


def _told(about: str, indent: str = "") -> str:
    """A docstring as Markdown: what is indented in it is code."""
    return about.replace("\n", f"\n{indent}")


def on_files(files: Any, config: Any) -> Any:
    """Add the pages."""
    file = import_module("mkdocs.structure.files").File
    for path, text in pages():
        files.append(file.generated(config, path, content=text))
    return files


if __name__ == "__main__":
    for word in sys.argv[1:] or ROOMS:
        if word not in ROOMS:
            sys.exit(f"There is no page {word}. The pages are: {', '.join(ROOMS)}.")
        sys.stdout.write(page(word))
