"""The publishers' formats that can be loaded, by id. A new one is a module with a `SOURCE`, named here."""

from __future__ import annotations

from loader.source import Source
from loader.sources import (
    aspi,
    au_dfat,
    ca_sema,
    ch_seco,
    csl,
    dhs_uflpa,
    eu_fsf,
    gazetteer,
    jp_mof,
    list_csv,
    meti,
    nsfreg,
    ofac,
    openalex,
    papers,
    reports,
    ror,
    rules,
    uk_ofsi,
    uk_sanctions,
    un,
)

_MODULES = (
    aspi,
    au_dfat,
    ca_sema,
    ch_seco,
    csl,
    dhs_uflpa,
    eu_fsf,
    gazetteer,
    jp_mof,
    list_csv,
    meti,
    nsfreg,
    ofac,
    openalex,
    papers,
    reports,
    ror,
    rules,
    uk_ofsi,
    uk_sanctions,
    un,
)

SOURCES: dict[str, Source] = {source.id: source for source in sorted((m.SOURCE for m in _MODULES), key=lambda s: s.id)}
