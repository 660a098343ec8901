"""What norms bring into a turn, in forms that add up."""

from __future__ import annotations

from .active import Active
from .norm import Amount
from .theory import SENTENCES_BESIDE_CHUNKS, SENTENCES_PER_CHUNK

Weight = tuple[int, int, frozenset[Amount]]
"""Acts, as bits, the most questions that are asked for by a number, and what duties take beyond their acts."""
Rate = tuple[int, int | None, int | None, bool]
"""What bears on the length of sentences: the words there are to be, the most sentences and the most questions there may
be, and whether there are questions only."""

NO_WEIGHT: Weight = (0, 0, frozenset())
NO_RATE: Rate = (0, None, None, False)


def weight_of(source: Active, quantity: str, counted: int = -1) -> Weight:
    """What one norm brings of a quantity, of its acts those that are counted."""
    amounts = source.amounts and frozenset(one for one in source.amounts if one.quantity == quantity)
    return source.duty & counted, source.asked, amounts


def joined(one: Weight, other: Weight) -> Weight:
    return one[0] | other[0], max(one[1], other[1]), one[2] | other[2]


def rate_of(source: Active) -> Rate:
    """What one norm says about the length of sentences."""
    match source.norm.target:
        case "words":
            return source.least, None, None, False
        case "sentences" | "chunks":
            return 0, None if source.most is None else room_of(source.norm.target, source.most), None, False
        case "questions":
            return 0, None, source.most, False
        case _:
            return 0, None, None, True


def room_of(quantity: str, most: int) -> int:
    """For how many sentences there is room where a turn has at most so many sentences, questions or pieces."""
    return most * SENTENCES_PER_CHUNK + SENTENCES_BESIDE_CHUNKS if quantity == "chunks" else most


def joined_rates(one: Rate, other: Rate) -> Rate:
    return max(one[0], other[0]), _fewer(one[1], other[1]), _fewer(one[2], other[2]), one[3] or other[3]


def words_a_sentence(rate: Rate) -> float:
    """The fewest words a sentence must have on average; 0 where nothing forces any."""
    words, sentences, questions, only = rate
    pieces = _fewer(sentences, questions if only else None)
    return words / pieces if words and pieces else 0.0


def _fewer(one: int | None, other: int | None) -> int | None:
    return min((n for n in (one, other) if n is not None), default=None)
