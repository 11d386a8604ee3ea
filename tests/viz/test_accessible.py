"""The page as axe-core judges it, in both themes and in every state that a reader brings about."""

from __future__ import annotations

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page as Tab

from viz import Page

Open = Callable[..., Tab]

#: One after the other on one page; each adds to those before it, as a reader's clicks do.
_STATES = {
    "lists and meanings unfolded": "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })",
    "evidence of a paper": "() => tiegraph.select(tiegraph.find('doi:10.99999/fictional.2016.1'))",
    "papers as lines, filtered": """() => {
      tiegraph.select(null);
      tiegraph.lay('lines');
      const years = document.querySelector('input[type=range]');
      years.value = '2018';
      years.dispatchEvent(new Event('input'));
    }""",
    "by year, an institution selected, dark": """() => {
      document.getElementById('theme').click();
      tiegraph.lay('years');
      tiegraph.select(tiegraph.find('ror:0aaaaaa01'));
    }""",
    "citation": "() => document.getElementById('citation').showModal()",
}


def test_no_serious_finding_in_any_state(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    for state, reach in _STATES.items():
        tab.evaluate(reach)
        found = Axe().run(tab).response["violations"]
        serious = [
            f"{one['id']}: {one['help']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
        assert serious == [], state
