"""What holds for all tests: no network, and Hypothesis profiles."""

from __future__ import annotations

import gc
import ipaddress
import os
import socket
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A slow machine is not a failing test. At the desk every run draws other examples, in CI the same ones.
_PATIENT: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("dev", **_PATIENT, max_examples=12)
settings.register_profile("ci", **_PATIENT, max_examples=50, derandomize=True)
settings.register_profile("deep", **_PATIENT, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--full-sweep",
        type=int,
        metavar="N",
        help="Compose every pair of N settings of each attribute, not only those that can meet and a sample.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """With other people's clients alone, leave to them how they close their loops and sockets."""
    if config.option.markexpr == "clients":
        config.addinivalue_line("filterwarnings", "ignore::ResourceWarning")
        warnings.simplefilter("ignore", ResourceWarning)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A stretch of tests for each process, so that what a module shares is made once; who is idle takes from others."""
    from xdist.scheduler import WorkStealingScheduling  # type: ignore[import-untyped]

    return WorkStealingScheduling(config, log)


def pytest_collection_finish() -> None:
    """Look for garbage no more among what collecting made: it stays to the end."""
    gc.collect()
    gc.freeze()


def _stays_here(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode()
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Let no test leave this machine. The failure is no Exception, so a client that retries cannot swallow it."""

    def guarded(call: Callable[..., Any]) -> Callable[..., Any]:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6) and not _stays_here(address[0]):
                pytest.fail(f"a test tried to connect to {address!r}")
            return call(self, address)

        return connect

    look_up = socket.getaddrinfo

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not _stays_here(host):
            pytest.fail(f"a test tried to look up {host!r}")
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield
