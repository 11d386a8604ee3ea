"""An answer in a notebook: the page itself, in a frame that neither sees nor touches the notebook around it."""

from __future__ import annotations

from html import escape

import viz
from tiegraph.answer import Answer
from tiegraph.page import page

#: Scripts of the page run, as they do from disk; a click may open a DOI and save a file. It has no origin of its own,
#: so it reaches neither the notebook nor its server.
_ALLOWED = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
#: Height in pixels: with a picture, without.
_TALL, _LOW = 720, 480


def html(answer: Answer) -> str:
    """The answer as one element for a notebook. Persons are left out, as in a page that is made to be passed on."""
    made = page(answer, "none")
    height = _TALL if made.subgraph and made.subgraph.nodes else _LOW
    return (
        f'<iframe sandbox="{_ALLOWED}" title="{escape(answer.question.title)}" srcdoc="{escape(viz.render(made))}" '
        f'style="width:100%;height:{height}px;border:1px solid #8884" loading="lazy"></iframe>'
    )
