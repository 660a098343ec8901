"""What a program takes out of a reply: the fields, and what is left for the learner."""

from __future__ import annotations

import pytest

from pedagogy_prompts import ReplyProtocol

FIELDS = ["Verdict: right, partly or wrong", "next move"]


@pytest.mark.parametrize(
    ("form", "reply", "fields", "left"),
    [
        (
            "json",
            '{"verdict": "partly", "next_move": "hint", "mood": "calm"}\n\nLook at the unit.',
            {"verdict": "partly", "next_move": "hint"},
            "Look at the unit.",
        ),
        ("json", '{"verdict": null}\nGo on.', {}, "Go on."),
        ("json", "Look at the unit.", {}, "Look at the unit."),
        ("json", '["verdict"]\nGo on.', {}, '["verdict"]\nGo on.'),
        (
            "tags",
            "<verdict>right</verdict>\n<next_move>go on</next_move>\n\nYes, and why?",
            {"verdict": "right", "next_move": "go on"},
            "Yes, and why?",
        ),
        ("tags", "Is a < b here? ", {}, "Is a < b here? "),
    ],
)
def test_fields_are_read_and_taken_out(form: str, reply: str, fields: dict[str, str], left: str) -> None:
    protocol = ReplyProtocol.model_validate({"fields": FIELDS, "form": form})
    assert protocol.names == ("verdict", "next_move")
    assert protocol.read(reply) == (fields, left)


CODES = ReplyProtocol(fields=("state: open | part done | all done", "next: the move you choose"))


def test_a_schema_says_which_fields_there_are_and_what_they_may_hold() -> None:
    assert CODES.json_schema == {
        "type": "object",
        "properties": {
            "state": {"type": "string", "enum": ["open", "part done", "all done"]},
            "next": {"type": "string"},
        },
        "required": ["state", "next"],
        "additionalProperties": False,
    }


@pytest.mark.parametrize(
    ("state", "fields"), [("part done", {"state": "part done", "next": "hint"}), ("soon", {"next": "hint"})]
)
def test_a_value_that_a_field_cannot_have_is_not_read(state: str, fields: dict[str, str]) -> None:
    assert CODES.read(f'{{"state": "{state}", "next": "hint"}}\n\nLook again.') == (fields, "Look again.")
