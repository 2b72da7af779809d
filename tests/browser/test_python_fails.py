"""Python that raises, loops, dies, or finds no room: a sentence, and then the next answer."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from tests.browser import server, waits
from tests.browser.scratch import Client, Strict

MEMORY = (
    r"Python did not start: this browser has no memory for it; close other pages and try again\."
)
REFUSED = "This browser refuses to run WebAssembly, which Python needs; another browser may not\\."
THROW = "throw new RangeError('could not allocate memory')"

STARTS = {
    "no memory": (f"WebAssembly.Memory = class {{ constructor() {{ {THROW} }} }}", MEMORY),
    "no instance": (f"WebAssembly.instantiate = async () => {{ {THROW} }}", MEMORY),
    "no compiler": ("WebAssembly.compileStreaming = async () => { throw new Error() }", REFUSED),
}
"""What is amiss in a worker before it begins, and what is said of it."""


def before(script: str) -> Callable[[Route], None]:
    """The worker's script with another before it."""

    def handle(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=f"{script};\n{response.text()}")

    return handle


@pytest.mark.parametrize("name", STARTS)
def test_a_start_that_cannot_be_is_told_and_may_be_tried_again(client: Client, fault, name):
    script, sentence = STARTS[name]
    client.page.route(re.compile(r"worker\.js$"), before(script))
    [answer] = client.ask(({"say": "hello"}, "asks"))
    assert re.fullmatch(sentence, answer["error"])
    client.page.unroute_all(behavior="wait")
    assert client.say("hello") == "hello"
    fault(name)


class WithoutWebAssembly(Strict):
    """A host whose policy does not allow it."""

    policy = "script-src 'self'"


def test_a_policy_against_webassembly_is_told(page: Page, scratch_folder: Path, fault):
    with server.serve(scratch_folder, files=WithoutWebAssembly) as host:
        [answer] = Client(page, host, scratch_folder).ask(({"say": "hello"}, "asks"))
    assert re.fullmatch(REFUSED, answer["error"])
    fault("policy against WebAssembly")


def test_a_worker_that_says_nothing_for_a_minute_is_given_up(client: Client, fault):
    client.stop_the_clock()
    client.page.route(re.compile(r"worker\.js$"), before("self.close()"))
    client.page.evaluate("() => { window.said = client.ask({}).catch((error) => error.message); }")
    client.page.clock.run_for(50_000)
    assert client.states[-1] == "starting"
    client.page.clock.run_for(15_000)
    assert client.page.evaluate("said") == "Python did not start; try again."
    client.page.unroute_all(behavior="wait")
    assert client.say("hello") == "hello"
    fault("worker says nothing")


KILLED = {
    "crashes": "setTimeout(() => { throw new Error('killed') })",
    "is closed": "self.close()",
}


@pytest.mark.parametrize("how", KILLED)
def test_a_worker_that_dies_while_nothing_is_asked_is_followed_by_another(
    client: Client, fault, how
):
    assert client.say("hello") == "hello"
    [worker] = client.page.workers
    client.page.clock.install()
    worker.evaluate(KILLED[how])
    if how == "crashes":  # of a worker that is closed the page hears nothing
        client.page.wait_for_function("() => states.at(-1).state === 'failed'")
    client.page.evaluate(
        """() => { window.said = client.ask({ say: "after" }).catch((error) => error.message); }"""
    )
    client.page.clock.run_for(12_000)
    assert re.match("after|The calculation took more", client.page.evaluate("said"))
    assert client.say("again") == "again"
    fault(f"worker {how}")


def test_a_question_that_python_cannot_bear_takes_no_other_with_it(client: Client, fault):
    """The worst last: each is refused in turn, and the one that can be answered is answered."""
    raising, eating = ({"raise": "one"}, "a"), ({"eat": 2**30}, "b")
    first, second, third = client.ask(raising, eating, ({"say": "mine"}, "c"))
    assert first["error"] == "Python could not answer: ValueError('one')."
    assert second["error"] == "Python could not answer: MemoryError()."
    assert third == "mine"
    fault("raises")
    fault("eats memory")


def test_a_run_without_end_is_not_begun_again_by_itself(page: Page, site, fault):
    """In the page: its sentence stays, also when the next worker is ready; others go on."""
    page.clock.install()
    page.route(re.compile(r"worker\.js$"), before(ENDLESS))
    waits.saving(page)
    page.goto(site + "cost/")
    run = page.locator("live-calculator#training_run")
    run.locator("[name=tokens]").fill("30T")
    page.wait_for_function(
        "() => document.querySelector('#training_run').getAttribute('state') === 'busy'"
    )
    page.unroute_all(behavior="wait")
    for _ in range(40):
        page.clock.run_for(1_000)
        if run.get_attribute("state") == "failed":
            break
        page.wait_for_timeout(200)
    status = run.locator("[data-status]")
    assert "took more than 10 seconds" in status.inner_text()
    speed = page.locator("live-calculator#implied_throughput")
    speed.locator("[name=gpu_hours]").fill("2.38M")
    page.wait_for_timeout(100)
    speed.locator("[data-status]").filter(has_text="Computed in your browser.").wait_for()
    assert "took more than 10 seconds" in status.inner_text()
    fault("loops")


ENDLESS = """
addEventListener("message", ({ data }) => {
  if (typeof data === "string" && data.includes('"question"')) for (;;) {}
}, { capture: true })
"""
