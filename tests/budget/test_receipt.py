"""The receipt: every token accounted for, and every choice with its reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from pedagogy_prompts import (
    Attribute,
    GrowthMindset,
    Persona,
    Praise,
    StimulateCuriosity,
    SystemInstruction,
    Tone,
    WithholdAnswer,
    compose,
    count_tokens,
)
from pedagogy_prompts.cli.main import main

from .strategies import MODELS, SPOKEN, STYLES, attributes, whole, within

PARTS = (WithholdAnswer(), Praise(), Tone(), StimulateCuriosity(), GrowthMindset())


@given(attributes(), st.integers(40, 110), st.sampled_from([*MODELS, "claude-sonnet-4-5"]), st.sampled_from(STYLES))
@settings(max_examples=settings().max_examples // 2)
def test_the_lines_add_up_and_survive_storage(parts: list[Attribute], percent: int, model: str, style: Any) -> None:
    fields: dict[str, Any] = {"model": model, "style": style, "topic": SPOKEN[2], "learner": {"name": "Aylin"}}
    full = whole(parts, **fields)
    assert full is not None
    budget = max(1, full.tokens.high * percent // 100)
    for instruction in (full, within(parts, budget, **fields)):
        if instruction is None:
            continue
        receipt = instruction.receipt()
        assert sum(line.tokens for line in receipt.lines) == receipt.total.value == instruction.tokens.value
        assert all(line.tokens >= 0 for line in receipt.lines)
        for line in receipt.lines:
            if line.form in ("full", "brief") and line.full is not None and line.brief is not None:
                assert line.tokens == (line.full if line.form == "full" else line.brief)
            assert (line.form == "left out") <= (line.tokens == 0)
        said = {slug for section in instruction.sections for slug in section.attributes}
        named = {line.name for line in receipt.lines if line.full is not None and line.form != "left out"}
        assert named == said
        assert SystemInstruction.from_json(instruction.to_json()).receipt() == receipt
        data = json.loads(json.dumps(receipt.to_dict()))
        assert data["total"]["value"] == sum(line["tokens"] for line in data["lines"])


def test_every_choice_has_its_reason() -> None:
    sizes = [compose(*PARTS, model="gpt-4o", detail=detail).tokens.value for detail in ("brief", "full")]
    fitted = compose(*PARTS, model="gpt-4o", budget=sum(sizes) // 2)  # some in full, some in brief
    lines = {line.name: line for line in fitted.receipt().lines}
    assert lines["withhold_answer"].why.startswith("required; ")
    forms = {line.form for line in lines.values()}
    assert {"full", "brief", "fixed"} <= forms
    left_out = compose(*PARTS, budget=150).receipt()
    gone = [line for line in left_out.lines if line.form == "left out"]
    assert gone and all(line.why == f"worth least for its {line.brief} tokens" for line in gone)
    assert all(line.why == "no budget" for line in compose(*PARTS).receipt().lines if line.full is not None)
    assert all(
        line.why == "the wording is pinned"
        for line in compose(*PARTS, budget=900, detail="brief").receipt().lines
        if line.full is not None
    )


def test_a_receipt_without_a_budget_has_both_prices_and_no_limit() -> None:
    receipt = compose(*PARTS).receipt()
    assert receipt.limit is receipt.unused is receipt.richer is None
    prices = {line.name: (line.full, line.brief) for line in receipt.lines if line.full is not None}
    assert set(prices) == {part.slug() for part in PARTS}
    brief = {line.name: line.tokens for line in compose(*PARTS, detail="brief").receipt().lines}
    assert all(brief[name] == price for name, (_, price) in prices.items())


def test_all_is_said_when_nothing_richer_is_left() -> None:
    receipt = compose(*PARTS, budget=5000).receipt()
    assert receipt.richer is None and receipt.unused == 5000 - receipt.total.value


def test_the_learner_part_has_its_line_only_where_it_stands() -> None:
    course = compose(*PARTS, Persona(), budget=800)
    here, there = course.for_learner(name="Aylin"), course.for_learner(name="Aylin", where="message")
    assert "learner" in {line.name for line in here.receipt().lines}
    assert "learner" not in {line.name for line in there.receipt().lines}
    assert here.receipt().unused == there.receipt().unused == course.receipt().unused
    assert here.receipt().stable == course.receipt().stable


def test_the_receipt_says_what_a_provider_can_cache() -> None:
    receipt = compose(*PARTS, model="gpt-4o").receipt()
    assert receipt.stable.value == count_tokens(compose(*PARTS).stable_text, model="gpt-4o").value
    assert receipt.cacheable_prefix == 1024
    assert "caches a prefix from 1,024 on" in str(receipt)


@pytest.mark.parametrize("budget", ["260", "900"])
def test_the_command_prints_it_beside_the_text(tmp_path: Path, budget: str) -> None:
    file = tmp_path / "lesson.yaml"
    file.write_text("attributes:\n  withhold_answer:\n  praise:\n  tone:\n  growth_mindset:\n")
    done = CliRunner().invoke(main, ["compose", str(file), "--budget", budget, "--receipt"], catch_exceptions=False)
    assert done.exit_code == 0
    assert done.stdout.startswith("# Role") and "####" not in done.stdout
    table = done.stderr.splitlines()
    assert any(line.startswith("withhold_answer ") and "###" in line for line in table)
    assert any(line.startswith("total ") for line in table)
    assert any(f"The budget leaves {budget} tokens for it" in line for line in table)
