"""Reports of every shape."""

from __future__ import annotations

from hypothesis import strategies as st

from pedagogy_prompts.reports.codes import CODES
from pedagogy_prompts.reports.report import Edit, Finding, Fix, Fixes, Place, Report

from ..characters import CHARACTERS

# No surrogates: a report is text that can be written as UTF-8.
TEXT = st.text(CHARACTERS, max_size=40)
PATHS = st.lists(st.one_of(TEXT, st.integers(0, 20)), max_size=4).map(tuple)
VALUES = st.one_of(st.none(), st.booleans(), st.integers(-5, 5), TEXT, st.lists(TEXT, max_size=2))
SOURCES = st.one_of(st.none(), st.sampled_from(["lesson.yaml", "a b/c.yaml", "/abs/über.yaml"]), TEXT)


@st.composite
def places(draw: st.DrawFn) -> Place:
    line = draw(st.one_of(st.none(), st.integers(1, 10_000)))
    return Place(
        source=draw(SOURCES),
        layer=draw(st.sampled_from(["platform", "school", "course", "lesson", "learner"])),
        path=draw(PATHS),
        line=line,
        column=None if line is None else draw(st.integers(1, 500)),
        written=draw(st.booleans()),
    )


EDITS = st.builds(Edit, source=SOURCES, path=PATHS, op=st.sampled_from(["set", "remove"]), value=VALUES)
FIXES = st.builds(Fix, label=TEXT, safe=st.booleans(), edits=st.lists(EDITS, min_size=1, max_size=2).map(tuple))
FINDINGS = st.builds(
    Finding,
    code=st.sampled_from(sorted(CODES)),
    message=TEXT,
    severity=st.sampled_from(["error", "warning", "info"]),
    args=st.dictionaries(TEXT, VALUES, max_size=2),
    attributes=st.lists(TEXT, max_size=3).map(tuple),
    when=st.one_of(st.none(), TEXT),
    witness=st.one_of(st.none(), st.dictionaries(TEXT, VALUES, max_size=2)),
    places=st.lists(places(), max_size=3).map(tuple),
    details=st.lists(TEXT, max_size=2).map(tuple),
    remedy=st.lists(FIXES, max_size=2).map(lambda fixes: Fixes(tuple(fixes))),
)
REPORTS = st.builds(Report.of, st.lists(FINDINGS, max_size=4), complete=st.booleans())
