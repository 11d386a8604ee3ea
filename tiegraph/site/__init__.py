"""A static site from many answers: a page for each question and each institution, and an index that can be searched."""

from tiegraph.site.build import Built, Chosen, build
from tiegraph.site.folder import Folder

__all__ = ["Built", "Chosen", "Folder", "build"]
