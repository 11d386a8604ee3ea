"""That the graph goes by the file of corrections: at once where it is the user's own, else said under every answer."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from cypher.client import Client
from loader import corrections
from loader.errors import LoadError
from tiegraph import settings
from tiegraph.audit.finding import PAPERS, WARNING, Finding, named
from tiegraph.settings import Connection

#: Ids that a sentence names.
_MOST = 5


def go_by_the_file(client: Client, connection: Connection, goes_by: str | None) -> None:
    """Take over the file of corrections where a local server goes by another one, whose sha256 is `goes_by`.

    A server that others use too is left as it is: `findings` says so. Raises `SourceError` where the file is not right.
    """
    path = settings.corrections()
    if corrections.sha256_of(path) == goes_by or connection.instance is None:
        return
    # While a load runs, it is the load that takes them over.
    with suppress(LoadError):
        take_over(client)


def take_over(client: Client) -> list[str]:
    """Bring the graph to what the file says; in sentences, what of it meets nothing here, and what to do next.

    Raises `SourceError` where the file is not right, `LoadError` while a load is running.
    """
    from loader.link import Beside, correct
    from loader.run import only_load

    path = settings.corrections()
    beside = Beside((), settings.indexes(), corrections.read(path))
    with only_load(client):
        done = correct(client, beside).corrected
    said = [f"{path.name}, {text}: kept, and without effect here." for text in done.unknown]
    if done.reload:
        said.append("Names that are no longer left out stand in their sources' files only: load those files again.")
    return said


def findings(client: Client, papers: Sequence[str]) -> list[Finding]:
    """What an answer should say of corrections; `papers` are those in its rows."""
    goes_by = client.rows("model_version")[0]["corrections"]
    found = []
    path = settings.corrections()
    if corrections.sha256_of(path) != goes_by:
        sentence = (
            f"This database does not go by {path.name} as it is here: `tiegraph correct apply` makes it so, for "
            "everybody who uses it."
        )
        found.append(Finding("corrections-differ", WARNING, sentence, (PAPERS,)))
    if goes_by and (ids := [row["id"] for row in client.rows("corrected_of_papers", ids=papers)]):
        sentence = f"Corrected by a person: {named(ids, _MOST)}; `tiegraph why ID` says what."
        found.append(Finding("corrected", WARNING, sentence, (PAPERS,)))
    return found
