"""The base of every error this library raises on purpose."""

from __future__ import annotations


class PedagogyError(Exception):
    """Base of every error this library raises on purpose."""


class ArgumentError(PedagogyError, TypeError):
    """An argument is of a kind that the call does not take."""
