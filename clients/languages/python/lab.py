"""The lab as the file that the program is given describes it, and the scripted browser."""

import json
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
import webbrowser
from types import SimpleNamespace

from checks import holds

CLOUD = "https://login.microsoftonline.com"
GRAPH = "https://graph.microsoft.com"

with open(sys.argv[1], encoding="utf-8") as file:
    lab = json.load(file, object_hook=lambda pairs: SimpleNamespace(**pairs))

people, apps = lab.people, lab.apps


def browser(what, **query):
    """Asks the scripted browser; what it says is the answer."""
    try:
        address = f"{lab.browser}/{what}?{urllib.parse.urlencode(query)}"
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as error:
        raise AssertionError(f"the browser says: {error.read().decode()}") from None


def query_of(address):
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))


class ScriptedBrowser(webbrowser.BaseBrowser):
    """What a library opens when it wants its user to sign in on this machine."""

    person = "staff"

    def open(self, url, new=0, autoraise=True):
        # The library listens once its browser is open.
        query = {"url": url, "person": ScriptedBrowser.person}
        threading.Thread(target=browser, args=("interactive",), kwargs=query, daemon=True).start()
        return True


webbrowser.register("scripted", None, ScriptedBrowser("scripted"), preferred=True)


def refused(result, code, error="invalid_grant"):
    """What the service says when it refuses: the number in every place where a client may look."""
    holds("access_token" not in result, "it went through")
    said = f"{result.get('error')} {result.get('error_codes')} {result.get('error_description')}"
    holds(result.get("error") == error, f"expected {error}, found {said}")
    holds(result.get("error_codes") == [code], f"expected {code}, found {said}")
    description = result["error_description"]
    holds(description.startswith(f"AADSTS{code}: "), description)
    for part in ("Trace ID: ", "Correlation ID: ", "Timestamp: "):
        holds(part in description, f"no {part} in {description}")
