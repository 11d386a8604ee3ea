"""What is asked again after every refresh, and what is new in it."""

from tiegraph.watch.news import News, news
from tiegraph.watch.run import Outcome, run_all
from tiegraph.watch.watched import Watched

__all__ = ["News", "Outcome", "Watched", "news", "run_all"]
