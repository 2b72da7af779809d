"""The page's client of the worker: one start, the newest question, an end to endless ones."""

import json
import re
import time
from typing import Any, ClassVar, override

import pytest
from playwright.sync_api import Route

from tests.browser import chromium, server
from tests.browser.calculator import TIMEOUT
from tests.browser.faults import before, sentence
from tests.browser.scratch import Client, Strict


def test_it_answers_under_a_strict_policy_and_reports_progress(client):
    assert client.say("½ <b>'\"&") == "½ <b>'\"&"
    assert client.states == ["static", "starting", "ready", "busy", "ready"]
    progress = [now for now in client.page.evaluate("states") if now.get("total")]
    loaded = [now["loaded"] for now in progress]
    assert loaded == sorted(loaded)
    assert 0 < loaded[0] < loaded[-1] == progress[-1]["total"]


def test_nothing_is_requested_before_a_question(page, visit, scratch_host, scratch_folder):
    Client(page, scratch_host, scratch_folder)
    page.wait_for_timeout(300)
    names = {url.rpartition("/")[2] for url in visit.requests} - {"", "favicon.ico"}
    assert names == {"controller.js"}


def test_a_question_that_needs_a_missing_function_is_answered_by_the_full_interpreter(
    client, visit
):
    def interpreters():
        names = [url.rpartition("/")[2] for url in visit.requests]
        return [
            name.partition(".")[0] for name in names if re.match(r"(python|full)\..*\.wasm$", name)
        ]

    assert client.say("before") == "before"
    assert interpreters() == ["python"]
    assert client.ask(({"name": "½"}, "names")) == ["VULGAR FRACTION ONE HALF"]
    assert client.say("after") == "after"
    assert interpreters() == ["python", "full"]
    # A worker that replaces a stopped one starts with the full interpreter.
    assert "10 seconds" in client.ask(({"loop": True}, "loops"))[0]["error"]
    assert client.ask(({"name": "a"}, "names")) == ["LATIN SMALL LETTER A"]
    assert interpreters() == ["python", "full"]


FALLBACK_FILES = {
    r"full\.\w+\.wasm": r"runtime/full\.\w+\.wasm is missing \(404\)",
    r"pyodide\.\w+\.js": r"runtime/pyodide\.\w+\.js is missing \(404\)",
    r"fallback\.js": sentence("notLoaded"),
    r"full_interpreter\.js": sentence("notLoaded"),
}
"""The files of the full interpreter, and the error where one is missing."""


@pytest.mark.expects_errors("404")
@pytest.mark.parametrize("file", FALLBACK_FILES)
def test_only_the_question_that_needs_the_full_interpreter_fails_without_it(client, fault, file):
    client.page.route(re.compile(rf"/{file}$"), lambda route: route.fulfill(status=404, body=""))
    answers = client.ask(({"name": "½"}, "names"), ({"say": "others"}, "others"))
    assert re.match(FALLBACK_FILES[file], answers[0]["error"])
    assert answers[1] == "others"
    assert "failed" not in client.states
    assert client.say("more") == "more"
    client.page.unroute_all()
    assert client.ask(({"name": "½"}, "names")) == ["VULGAR FRACTION ONE HALF"]
    fault(f"{file} missing")


def test_it_can_be_started_before_a_question_and_starts_once(client):
    client.page.evaluate(
        """() => new Promise((resolve) => {
            client.start();
            client.start();
            client.onState((now) => now.state === "ready" && resolve());
        })"""
    )
    assert client.say("there") == "there"
    assert len(client.page.workers) == 1


def test_of_one_asker_only_the_newest_question_is_answered(client):
    texts = ["4", "40", "40T"]
    asked = [({"say": text}, "tokens") for text in texts] + [({"say": "64"}, "experts")]
    assert client.ask(*asked) == [None, None, "40T", "64"]
    assert client.ask(*asked) == [None, None, "40T", "64"]


def test_an_endless_calculation_is_stopped_and_others_are_answered(client, visit):
    assert client.say("ready") == "ready"
    [ended] = client.page.workers
    client.stop_the_clock()
    client.page.evaluate(
        """() => {
            window.lost = client.ask({ loop: true }, { asker: 1 }).catch((error) => error.message);
            window.kept = client.ask({ say: "later" }, { asker: 2 });
        }"""
    )
    client.page.clock.run_for(9_000)
    assert client.page.evaluate("states.at(-1).state") == "busy"
    client.page.clock.run_for(3_000)
    assert "more than 10 seconds" in client.page.evaluate("lost")
    assert client.page.evaluate("kept") == "later"
    for _ in range(600):  # Chromium reports the end a little later
        if ended not in client.page.workers:
            break
        client.page.wait_for_timeout(100)
    assert len(client.page.workers) == 1
    heavy = [url for url in visit.requests if url.endswith(".wasm")]
    assert len(heavy) == 2, "the second start downloaded them again"


def test_the_sleep_of_a_page_does_not_count_as_calculation_time(client):
    assert client.say("ready") == "ready"
    client.stop_the_clock()
    client.page.evaluate("() => { client.ask({ loop: true }, { asker: 1 }).catch(() => {}); }")
    client.page.clock.fast_forward(3600_000)
    assert client.page.evaluate("states.at(-1).state") == "busy"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ({"raise": "no such thing"}, "Python could not answer: ValueError('no such thing')."),
        ({"eat": 2**30}, "Python could not answer: MemoryError()."),
        ({"unknown": 1}, "Python could not answer: TypeError"),
    ],
)
def test_an_error_in_python_is_reported_and_the_next_question_is_answered(
    client, question, sentence
):
    [answer] = client.ask((question, "asks"))
    assert answer["error"].startswith(sentence)
    states = client.states
    after = states[states.index("busy") + 1]
    assert after == "starting", "Python restarts for the next question"
    assert client.say("again") == "again"


def test_an_error_is_reported_only_to_its_asker(client):
    answers = client.ask(({"raise": "mine"}, "one"), ({"say": "other"}, "two"))
    assert answers == [{"error": "Python could not answer: ValueError('mine')."}, "other"]
    assert "failed" not in client.states


def test_a_page_of_another_version_is_refused(client, fault):
    """Either may be the newer one: both workers and pages may outlive a deployment."""
    ask = "(code) => client.ask({ say: 'mine' }, { code }).catch((error) => ({ ...error }) )"
    assert client.page.evaluate(ask, "scratch") == "mine"
    assert client.page.evaluate(ask, "another") == {"own": True, "reload": True}
    fault("page of other code")


def test_a_question_as_deep_as_python_can_print_is_answered(client):
    [answer] = client.ask(({"recurse": 900}, "asks"))
    assert answer == "[" * 901 + "]" * 901


def test_a_file_with_a_wrong_type_is_used(client, fault):
    client.page.route(re.compile(r"python\.\w+\.wasm$"), as_text)
    assert client.say("compiled") == "compiled"
    fault("wrong type")


def as_text(route: Route) -> None:
    response = route.fetch()
    route.fulfill(response=response, headers={**response.headers, "content-type": "text/plain"})


class Damaging(Strict):
    """A host whose first response with the snapshot is damaged, and cached for ever."""

    asked: ClassVar[list[str | None]] = []

    @override
    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=31536000, immutable")
        super().end_headers()

    @override
    def copyfile(self, source: Any, outputfile: Any) -> None:
        if "/snapshot." in self.path:
            self.asked.append(self.headers["Cache-Control"])
            if len(self.asked) == 1:
                outputfile.write(source.read()[:-1] + b"?")
                return
        super().copyfile(source, outputfile)


def test_a_damaged_file_in_the_cache_is_fetched_again(page, scratch_folder, fault):
    with server.serve(scratch_folder, files=Damaging) as host:
        assert Client(page, host, scratch_folder).say("whole") == "whole"
    assert Damaging.asked == [None, "no-cache"]
    fault("damaged in the browser's cache")


def test_without_encryption_files_are_checked(browser, scratch_folder, fault):
    """On plain http there is no crypto.subtle, so the browser's own integrity check is used."""
    flags = [*chromium.FLAGS, "--host-resolver-rules=MAP lan.test 127.0.0.1"]
    place = chromium.find()
    with (
        server.serve(scratch_folder, files=Strict) as host,
        browser.browser_type.launch(executable_path=place, args=flags) as other,
    ):
        page = other.new_page()
        client = Client(page, host.replace("127.0.0.1", "lan.test"), scratch_folder)
        assert not page.evaluate("isSecureContext")
        page.route(re.compile(r"snapshot\..*\.wasm$"), lambda route: route.fulfill(body="?"))
        [answer] = client.ask(({"say": "bad"}, "asks"))
        told = sentence("fileNotFetched", file=r"runtime/snapshot\.\w+\.wasm")
        assert re.fullmatch(told, answer["error"])
        page.unroute_all()
        assert client.say("plain") == "plain"
    fault("damaged on a host without encryption")


class Stalling(Strict):
    """A host that sends part of the snapshot and then nothing."""

    @override
    def copyfile(self, source: Any, outputfile: Any) -> None:
        if "/snapshot." in self.path:
            outputfile.write(source.read(100_000))
            outputfile.flush()
            time.sleep(TIMEOUT / 1000)
        else:
            super().copyfile(source, outputfile)


HASTY = "{ const wait = setTimeout; self.setTimeout = (act, time) => wait(act, time / 10) }"
"""A worker whose time passes ten times as fast: it gives up after two seconds, not after twenty."""


def test_a_file_that_stops_half_way_is_named(page, scratch_folder, fault):
    page.route(re.compile(r"worker\.js$"), before(HASTY))
    with server.serve(scratch_folder, files=Stalling) as host:
        client = Client(page, host, scratch_folder)
        [answer] = client.ask(({"say": "ever"}, "asks"))
    told = sentence("fileStalled", file=r"runtime/snapshot\.\w+\.wasm")
    assert re.fullmatch(told, answer["error"])
    fault("stalled half-way")


@pytest.mark.expects_errors("404")
def test_a_missing_worker_script_is_reported(client):
    client.page.route(re.compile(r"worker\.js$"), lambda route: route.fulfill(status=404))
    [answer] = client.ask(({"say": "hello"}, "asks"))
    assert re.fullmatch(sentence("notLoaded"), answer["error"])
    client.page.unroute_all()
    assert client.say("hello") == "hello"


def test_a_browser_without_webassembly_is_reported(client):
    client.page.evaluate("delete globalThis.WebAssembly")
    [answer] = client.ask(({"say": "hello"}, "asks"))
    assert re.fullmatch(sentence("noWebAssembly"), answer["error"])
    assert not client.page.workers


def test_it_has_the_fingerprint_of_its_code(client):
    assert client.page.evaluate("client.fingerprint") == "scratch"


def test_questions_and_answers_are_strings(client):
    """Python reads exactly the question that was asked."""
    question = {"say": json.dumps({"nested": [1, 2.5, None, "\ud83e\udd99"]})}
    [answer] = client.ask((question, "asks"))
    assert answer == question["say"]
