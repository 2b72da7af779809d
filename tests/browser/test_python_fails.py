"""Python raises, loops, dies or has no memory: an error is shown, and the next answer comes."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import server, waits
from tests.browser.faults import before, sentence
from tests.browser.scratch import Client, Strict

MEMORY = sentence("notStartedBecause", reason=sentence("noMemory"))
REFUSED = sentence("webAssemblyRefused")
THROW = "throw new RangeError('could not allocate memory')"

STARTS = {
    "no memory": (f"WebAssembly.Memory = class {{ constructor() {{ {THROW} }} }}", MEMORY),
    "no instance": (f"WebAssembly.instantiate = async () => {{ {THROW} }}", MEMORY),
    "no compiler": ("WebAssembly.compileStreaming = async () => { throw new Error() }", REFUSED),
}
"""What is wrong in a worker before it starts, and the error for it."""


@pytest.mark.parametrize("name", STARTS)
def test_a_failed_start_is_reported_and_can_be_tried_again(client: Client, fault, name):
    script, told = STARTS[name]
    client.page.route(re.compile(r"worker\.js$"), before(script))
    [answer] = client.ask(({"say": "hello"}, "asks"))
    assert re.fullmatch(told, answer["error"])
    client.page.unroute_all(behavior="wait")
    assert client.say("hello") == "hello"
    fault(name)


class WithoutWebAssembly(Strict):
    """A host whose policy forbids WebAssembly."""

    policy = "script-src 'self'"


def test_a_policy_against_webassembly_is_reported(page: Page, scratch_folder: Path, fault):
    with server.serve(scratch_folder, files=WithoutWebAssembly) as host:
        [answer] = Client(page, host, scratch_folder).ask(({"say": "hello"}, "asks"))
    assert re.fullmatch(REFUSED, answer["error"])
    fault("policy against WebAssembly")


def test_a_silent_start_is_given_up_after_a_minute(client: Client, fault):
    client.stop_the_clock()
    client.page.route(re.compile(r"worker\.js$"), before("self.close()"))
    client.page.evaluate(
        "() => { window.message = client.ask({}).catch((error) => error.message); }"
    )
    client.page.clock.run_for(50_000)
    assert client.states[-1] == "starting"
    client.page.clock.run_for(15_000)
    assert client.page.evaluate("message") == "Python did not start; try again."
    client.page.unroute_all(behavior="wait")
    assert client.say("hello") == "hello"
    fault("worker says nothing")


KILLED = {
    "crashes": "setTimeout(() => { throw new Error('killed') })",
    "is closed": "self.close()",
}


@pytest.mark.parametrize("how", KILLED)
def test_an_idle_worker_that_dies_is_replaced(client: Client, fault, how):
    assert client.say("hello") == "hello"
    [worker] = client.page.workers
    client.page.clock.install()
    worker.evaluate(KILLED[how])
    if how == "crashes":  # the page is not told when a worker closes
        client.page.wait_for_function("() => states.at(-1).state === 'failed'")
    client.page.evaluate(
        """() => { window.message = client.ask({ say: "after" }).catch((e) => e.message); }"""
    )
    client.page.clock.run_for(12_000)
    assert re.match("after|The calculation took more", client.page.evaluate("message"))
    assert client.say("again") == "again"
    fault(f"worker {how}")


def test_a_failing_question_does_not_affect_others(client: Client, fault):
    """Two questions fail, each with its own error, and the third is answered."""
    raising, eating = ({"raise": "one"}, "a"), ({"eat": 2**30}, "b")
    first, second, third = client.ask(raising, eating, ({"say": "mine"}, "c"))
    assert first["error"] == "Python could not answer: ValueError('one')."
    assert second["error"] == "Python could not answer: MemoryError()."
    assert third == "mine"
    fault("raises")
    fault("eats memory")


def test_an_endless_calculation_is_not_repeated_by_itself(page: Page, site, fault):
    """Its error stays when the next worker is ready, and other calculators go on."""
    page.clock.install()
    page.route(re.compile(r"worker\.js$"), before(ENDLESS))
    waits.save_data(page)
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
