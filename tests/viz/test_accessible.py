"""The page as axe-core judges it, in both themes and in every state that a reader brings about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page as Tab

from viz import Page

Open = Callable[..., Tab]

_STATES = {
    "as opened": "() => {}",
    "dark": "() => document.getElementById('theme').click()",
    "evidence of a paper": "() => tiegraph.select(tiegraph.find('doi:10.99999/fictional.2016.1'))",
    "evidence of an institution, dark": """() => {
      document.getElementById('theme').click();
      tiegraph.select(tiegraph.find('ror:0aaaaaa01'));
    }""",
    "papers as lines, filtered": """() => {
      tiegraph.lay('lines');
      const years = document.querySelector('input[type=range]');
      years.value = '2018';
      years.dispatchEvent(new Event('input'));
    }""",
    "by year, a node selected": "() => { tiegraph.lay('years'); tiegraph.select(tiegraph.find('ror:0aaaaaa01')); }",
    "lists and meanings unfolded": "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })",
    "citation": "() => document.getElementById('citation').showModal()",
}


@pytest.mark.parametrize("state", _STATES)
def test_no_serious_finding(open_page: Open, page: Page, state: str) -> None:
    tab = open_page(page)
    tab.evaluate(_STATES[state])
    found = Axe().run(tab).response["violations"]
    serious = [
        f"{one['id']}: {one['help']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []
