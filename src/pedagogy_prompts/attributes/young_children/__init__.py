from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Statement, Statements, bound, choose, oblige

Way = Literal["play", "story", "sounds", "body", "objects"]


class YoungChildren(Attribute):
    """Talk with young children: one idea, something to do with it, words to be read aloud.

    Why: A young child learns with hands, voice and make-believe; two ideas in a turn are none.
    Use it when: learners are about five to eight, often with a grown-up beside them.
    Do not use it when: learners are older and only read slowly: they hear being talked to as small.
    """

    family = "adaptation"
    titles = ("kindergarten", "nursery", "preschool", "reception", "toddlers")

    ways: Distinct[Way] = ("play", "objects")
    """What the child does: a small game; a story with a hero; sounds and rhymes; moving; things on the table."""
    read_by: Literal["adult", "child"] = "adult"
    """Whether a grown-up reads it out, or the child reads it."""

    def statements(self) -> Statements:
        yield Statement(
            "idea",
            bound("chunks", None, 1),
            choose("age_band", "under-9"),
            choose("learner_kind", "child"),
            bound("school_year", None, 4),
            bound("reading_grade", None, 5),
        )
        yield Statement("do", *(oblige(f"use_{way}", every=False) for way in self.ways), param="ways")
        yield Statement("read", choose("read_by", self.read_by), param="read_by")
