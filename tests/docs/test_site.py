"""What the site is made with: pictures, blocks that a clone shows, pages on the public names, the search for links."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

import pedagogy_prompts
from pedagogy_prompts.attributes.kit.attribute import attribute_slugs, class_name_of
from pedagogy_prompts.presets.shipped import shipped_presets

ROOT = Path(__file__).parents[2]


@cache
def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pictures_of_a_clone_are_those_of_the_site() -> None:
    drawn = dict(tool("pictures").files())
    for path, content in drawn.items():
        assert path.read_text("utf-8") == content, "run: python tools/pictures.py --write"
    assert sorted(drawn) == sorted((ROOT / "docs" / "assets" / "pictures").iterdir())


def test_a_picture_has_links_that_lead_to_pages_and_words_for_who_cannot_see_it() -> None:
    pages, pictures = tool("docs_pages"), tool("pictures")
    there = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")} | set(pages.makers())
    for name, draw in pictures.PICTURES.items():
        links: list[str] = []
        root = ElementTree.fromstring(draw(lambda to, links=links: links.append(to) or to, alone=False))
        assert links, name
        assert {to.partition("#")[0] for to in links} <= there
        texts = [(one.tag.rpartition("}")[2], one.text) for one in root]
        assert {"title", "desc"} <= {tag for tag, text in texts if text}


def test_what_stands_in_a_clone_of_the_generated_blocks_is_fresh() -> None:
    pages = tool("docs_pages")
    held = [path for path in (ROOT / "docs").rglob("*.md") if pages.END in path.read_text("utf-8")]
    assert held
    for path in held:
        text = path.read_text("utf-8")
        assert pages.kept_fresh(text) == text, f"{path.name} is old. Run: python tools/docs_pages.py --write"
        assert pages.END not in pages.filled(text)


def test_a_block_that_is_kept_is_made_anew_and_another_one_is_left_to_the_site(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages = tool("docs_pages")
    monkeypatch.setattr(pages, "BLOCKS", {"a": lambda: "new", "b": lambda: "never"})
    text = f"<!-- generated: b -->\n\n<!-- generated: a -->\n\nold\n\n{pages.END}\n\n<!-- generated: b -->\n"
    assert pages.kept_fresh(text) == text.replace("old", "new")
    assert pages.filled(text) == "never\n\nnew\n\nnever\n"


def test_each_public_name_has_its_section() -> None:
    api = tool("api_pages")
    sections = [name for _, text in api.pages() for name in re.findall(r"^## (\w+)$", text, re.MULTILINE)]
    public = {*dir(pedagogy_prompts)} - {"__version__", *map(class_name_of, attribute_slugs())}
    assert sorted(sections) == sorted(public)
    composing = api.page("composing")
    assert "    style: Style = 'markdown'," in composing and "-> SystemInstruction" in composing
    nav = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert all(path in nav for path, _ in api.pages())


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("b.html", None),
        ("b.html#there", None),
        ("#here", None),
        ("https://example.org/x", None),
        ("page/index.html#p=abc", None),
        ("c.html", "index.html: c.html is not there"),
        ("b.html#gone", "index.html: b.html#gone has no such anchor"),
        ("#gone", "index.html: #gone has no such anchor"),
    ],
)
def test_a_broken_link_of_the_built_site_is_named(tmp_path: Path, link: str, told: str | None) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "index.html").write_text("<p>live", "utf-8")
    (tmp_path / "b.html").write_text('<h2 id="there">x</h2>', "utf-8")
    (tmp_path / "index.html").write_text(f'<a id="here" href="{link}">x</a>', "utf-8")
    assert list(tool("site_links").broken(tmp_path)) == ([told] if told else [])


def test_a_preset_has_its_file_its_table_and_its_text_on_one_page() -> None:
    pages = tool("docs_pages")
    assert {f"reference/presets/{name}.md" for name in shipped_presets()} <= set(pages.makers())
    page = pages.preset_page("guided-homework")
    for part in ("format: 1\ntitle: Guided homework", "| The learner asks for the answer |", "# Role\nYou are a tutor"):
        assert part in page
    assert page.count("**Take it when:**") == 1 and "# Take it when" not in page
