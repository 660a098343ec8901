from __future__ import annotations

from ..kit import Attribute, Many, Phrase, Statement, Statements, forbid, permit


class LinkPolicy(Attribute):
    """Give links only from a list, or none at all.

    Why: A chat model makes up addresses that look right; a dead or wrong link costs trust, and a live one may lead a
    child anywhere.
    Use it when: learners can click on what the tutor writes.
    Do not use it when: sources shall be named: a title and a page need no link.
    """

    family = "integrity"
    samples = {"only": [["docs.python.org"], ["the course page", "the library's catalogue"]]}

    only: Many[Phrase] = ()
    """The pages that may be linked; none if empty."""

    def statements(self) -> Statements:
        listed = (permit("give_link"), forbid("give_unlisted_link"))
        yield Statement("links", *(listed if self.only else (forbid("give_link"),)), param="only")

    def forms(self) -> dict[str, str]:
        return {"pages": "some" if self.only else "none"}
