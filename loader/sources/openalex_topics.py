"""OpenAlex topics, from the snapshot or from list answers.

Works carry the names of their topics and of what is above them; the topics' own records add keywords and a sentence,
and stand over what works say.
"""

from __future__ import annotations

from loader.identifiers import text
from loader.openalex_entities import day, number_and_name, source
from loader.openalex_entity_form import TopicForm
from loader.openalex_form import Named
from loader.records import TopicRecord


def _topic(given: TopicForm, notes: list[str]) -> TopicRecord:
    number, name = number_and_name(given.id, given.display_name, "T")
    return TopicRecord(
        id=f"openalex:{number}",
        name=name,
        subfield=_name(given.subfield),
        field=_name(given.field),
        domain=_name(given.domain),
        description=text(given.description),
        keywords=tuple(dict.fromkeys(one for one in map(text, given.keywords or ()) if one)),
        as_of=day(given.updated_date),
    )


def _name(named: Named | None) -> str | None:
    return text(named.display_name) if named else None


SOURCE = source("topics", "T", TopicForm, _topic)
