"""Where each source's files are to be had: its official direct addresses, or in a sentence how to get them by hand.

Kept apart from the readers, because addresses change more often than formats and one table is easier to check.
"""

from __future__ import annotations

from dataclasses import dataclass

from loader.source import Source


@dataclass(frozen=True, slots=True)
class Key:
    """A key that a publisher wants: the environment variable that holds it, and where one gets it."""

    variable: str
    parameter: str
    where: str


@dataclass(frozen=True, slots=True)
class Download:
    """One file at a fixed address.

    `hosts` are those other than the address's own that its publisher is known to redirect to (with `:port` where it is
    not the scheme's). `least_bytes` is about half of the smallest version seen: below that it is not the file.
    """

    address: str
    file: str
    hosts: tuple[str, ...] = ()
    least_bytes: int = 1


@dataclass(frozen=True, slots=True)
class ZenodoNewest:
    """The last `.zip` of the newest record of a Zenodo community; `address` gives its records, newest first."""

    address: str
    hosts: tuple[str, ...] = ()
    least_bytes: int = 1


@dataclass(frozen=True, slots=True)
class OpenAlexWorks:
    """All works of OpenAlex that one of the filters matches, one JSON object a line, author lists complete.

    `dois` are those that the filters ask for, where they do: which of them came is told.
    """

    address: str
    filters: tuple[str, ...]
    file: str
    key: Key
    dois: tuple[str, ...] = ()


Wanted = Download | ZenodoNewest | OpenAlexWorks

_OFAC = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports"
#: OFAC answers with a redirect to a signed address in this bucket.
_OFAC_HOSTS = ("wc2h-sls-prod-public-published.s3.us-gov-west-1.amazonaws.com",)

#: By source id. Each file is read on its own.
DOWNLOADS: dict[str, tuple[Wanted, ...]] = {
    "aspi": (
        Download(
            "https://raw.githubusercontent.com/MISP/misp-galaxy/main/clusters/china-defence-universities.json",
            "china-defence-universities.json",
            least_bytes=100_000,
        ),
    ),
    "au-dfat": (
        Download(
            "https://www.dfat.gov.au/sites/default/files/regulation8_consolidated.xlsx",
            "regulation8_consolidated.xlsx",
            least_bytes=400_000,
        ),
    ),
    "ca-sema": (
        Download(
            "https://www.international.gc.ca/world-monde/assets/office_docs/international_relations-"
            "relations_internationales/sanctions/sema-lmes.xml",
            "sema-lmes.xml",
            least_bytes=700_000,
        ),
    ),
    "csl": (
        Download(
            "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv",
            "consolidated.csv",
            # Either host has served the file.
            hosts=("api.trade.gov",),
            least_bytes=2_500_000,
        ),
    ),
    "eu-fsf": (
        Download(
            # The token is the public one that the EU's open data portal prints.
            "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw",
            "xmlFullSanctionsList_1_1.xml",
            least_bytes=8_000_000,
        ),
    ),
    # The XML and not the CSV: one file instead of three, and it says of which day it is.
    "ofac": (
        Download(f"{_OFAC}/SDN.XML", "sdn.xml", _OFAC_HOSTS, least_bytes=10_000_000),
        Download(f"{_OFAC}/CONSOLIDATED.XML", "consolidated.xml", _OFAC_HOSTS, least_bytes=300_000),
    ),
    "openalex": (
        OpenAlexWorks(
            "https://api.openalex.org/works",
            filters=("authorships.countries:KP",),
            file="openalex-works-kp.jsonl",
            key=Key("OPENALEX_API_KEY", "api_key", "https://openalex.org/settings/api"),
        ),
    ),
    "ror": (
        ZenodoNewest("https://zenodo.org/api/communities/ror-data/records?q=&sort=newest", least_bytes=10_000_000),
    ),
    "ch-seco": (
        Download(
            "https://www.sesam.search.admin.ch/sesam-search-web/pages/downloadXmlGesamtliste.xhtml"
            "?lang=en&action=downloadXmlGesamtlisteAction",
            "consolidated-list.xml",
            least_bytes=1_000_000,
        ),
    ),
    "uk-sanctions": (
        Download(
            "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml",
            "UK-Sanctions-List.xml",
            least_bytes=1_000_000,
        ),
    ),
    "un": (
        Download(
            "https://scsanctions.un.org/resources/xml/en/consolidated.xml",
            "consolidated.xml",
            # The UN answers with a redirect to a signed address in this store.
            hosts=("unsolprodfiles.blob.core.windows.net",),
            least_bytes=900_000,
        ),
    ),
}

#: Sources with neither an address that stays nor a format of our own.
_BY_HAND = {
    "meti": (
        "the ministry gives every issue a new address: download the newest workbook named …_4.xlsx (Foreign End User "
        "List) from {address}"
    ),
    "uk-ofsi": (
        "the UK Sanctions List (`tiegraph fetch uk-sanctions`) has taken its place: if you need an old issue, download "
        "it from {address}"
    ),
    "nsfreg": "download the JSON files of its folder data/ from {address}",
}


def own_format(source: Source) -> bool:
    """Whether the files of a source are written by its users, and not published by anybody."""
    return not source.address.startswith("https://")


def by_hand(source: Source) -> str:
    """In one sentence, how to get the files of a source that has no direct address."""
    if source.id in _BY_HAND:
        how = _BY_HAND[source.id].format(address=source.address)
    elif own_format(source):
        how = f"it is a format of our own: write the files as {source.address} of this project shows"
    else:
        how = f"no direct address of it is known here: download it from {source.address}"
    return f"{source.id} cannot be fetched, {how}, then run `tiegraph load {source.id} PATH`."
