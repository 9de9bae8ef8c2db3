"""What was tried and how it went, a line each on standard output: ok<TAB>what, or no<TAB>what<TAB>instead."""

import contextlib
import json
import os
import sys
import traceback
from types import SimpleNamespace


def load(path):
    """The domain as the file that the program is given describes it."""
    with open(path, encoding="utf-8") as file:
        domain = json.load(file, object_hook=lambda pairs: SimpleNamespace(**pairs))
    domain.person = lambda sam: getattr(domain.people, sam)
    return domain


@contextlib.contextmanager
def check(what):
    try:
        yield
    except Exception as error:  # whatever it is, it is not what Active Directory gives
        said = " ".join(f"{type(error).__name__}: {error}".split())
        print(f"no\t{what}\t{said}", flush=True)
        if os.environ.get("CONSUMER_TRACE"):
            traceback.print_exc(file=sys.stderr)
    else:
        print(f"ok\t{what}", flush=True)


def equal(found, expected):
    if found != expected:
        raise AssertionError(f"expected {expected!r}, found {found!r}")


def holds(fact, otherwise):
    if not fact:
        raise AssertionError(otherwise)


@contextlib.contextmanager
def raises(kind, said=""):
    """The block must end in this exception, with this text somewhere in it."""
    try:
        yield
    except kind as error:
        holds(said in str(error) + repr(getattr(error, "args", "")), f"expected {said}, found {error!r}")
    else:
        raise AssertionError(f"expected {kind.__name__ if isinstance(kind, type) else kind}, but it went through")


def done():
    print("done", flush=True)
