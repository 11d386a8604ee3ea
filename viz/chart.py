"""Papers per year against the days of listings, as SVG that stands in the page: bars, and a line for each listing.

Colours and fonts come from classes of `assets/page.css`, so that the chart follows the theme; every number is also
text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from viz.words import when

_WIDTH, _BARS, _LEFT, _AXIS, _ROW = 960, 150, 34, 24, 18
#: One paper alone would be a bar as wide as the page.
_FEWEST_YEARS = 10
#: With more years than this not every one is written out.
_EVERY_YEAR = 24


@dataclass(frozen=True, slots=True)
class Listing:
    """A period on a list: the days between which it began and ended (None: not known, or no end known)."""

    title: str
    from_min: date | None
    from_max: date | None
    to_min: date | None = None
    to_max: date | None = None

    @property
    def said(self) -> str:
        """The listing in words."""
        since = when(self.from_min, self.from_max)
        until = when(self.to_min, self.to_max)
        return f"{self.title}: since {since or 'a day not known'}{', until ' + until if until else ''}"


@dataclass(frozen=True, slots=True)
class Chart:
    """`papers` by year of publication; `undated` have no known year."""

    papers: Mapping[int, int]
    listings: tuple[Listing, ...] = ()
    undated: int = 0
    title: str = ""

    @property
    def heading(self) -> str:
        """`title`, else what the chart shows."""
        return self.title or f"Papers per year{', and when the listings began' if self.listings else ''}"

    @property
    def said(self) -> tuple[str, ...]:
        """What the chart shows, in words."""
        years = ", ".join(f"{year}: {count}" for year, count in sorted(self.papers.items()))
        undated = f"; without a date: {self.undated}" if self.undated else ""
        return (f"Papers by year: {years or 'none'}{undated}.", *(f"{one.said}." for one in self.listings))

    def svg(self) -> Markup:
        """The chart; empty where there is nothing to be set against time."""
        dated = [one for one in self.listings if one.from_min or one.from_max]
        days = [day for one in dated for day in (one.from_min, one.from_max, one.to_max) if day]
        years = [*self.papers, *(day.year for day in days)]
        if not years:
            return Markup("")
        last = max(years)
        first = min(*years, last - _FEWEST_YEARS + 1)
        step = (_WIDTH - _LEFT - 10) / (last - first + 1)
        most = max(self.papers.values(), default=1)
        height = _BARS + _AXIS + _ROW * len(dated) + 16

        def x(day: date) -> float:
            start = date(day.year, 1, 1)
            return _LEFT + step * (day.year - first + (day - start).days / 366)

        parts = [
            f'<svg class="chart" viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(self.heading)}">',
            f'<line class="axis" x1="{_LEFT}" y1="{_BARS}" x2="{_WIDTH - 10}" y2="{_BARS}"/>',
            f'<text class="tick" x="{_LEFT - 6}" y="14" text-anchor="end">{most if self.papers else ""}</text>',
            f'<text class="tick" x="{_LEFT - 6}" y="{_BARS}" text-anchor="end">0</text>',
        ]
        every = 1 if last - first < _EVERY_YEAR else 5
        for year in range(first, last + 1):
            left = _LEFT + step * (year - first)
            if count := self.papers.get(year, 0):
                tall = round((_BARS - 18) * count / most, 1)
                parts.append(
                    f'<rect class="bar" x="{left + step * 0.12:.1f}" y="{_BARS - tall:.1f}" width="{step * 0.76:.1f}" '
                    f'height="{tall:.1f}"><title>{year}: {count}</title></rect>'
                )
            if year % every == 0 or every == 1:
                parts.append(
                    f'<text class="tick" x="{left + step / 2:.1f}" y="{_BARS + 16}" text-anchor="middle">{year}</text>'
                )
        for at, one in enumerate(dated):
            parts += self._listing(one, x, _BARS + _AXIS + _ROW * at + 12)
        return Markup("".join([*parts, "</svg>"]))

    @staticmethod
    def _listing(one: Listing, x: Callable[[date], float], y: float) -> list[str]:
        begins = [x(day) for day in (one.from_min, one.from_max) if day]
        end = x(one.to_max) if one.to_max else _WIDTH - 10.0
        left, right = min(begins), max(begins)
        # The text stands where there is room for it.
        after = right < _WIDTH * 0.6
        text_x, anchor = (right + 8, "start") if after else (left - 8, "end")
        return [
            f'<line class="listed-line" x1="{left:.1f}" y1="8" x2="{left:.1f}" y2="{y:.1f}"/>',
            _bar("listed-since", left, y - 4, max(3.0, right - left), 6),
            _bar("listed-bar", right, y - 2, max(0.0, end - right), 2),
            f'<text class="listed-text" x="{text_x:.1f}" y="{y - 5:.1f}" text-anchor="{anchor}">'
            f"{escape(one.said)}</text>",
        ]


def _bar(name: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{name}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}"/>'
