"""Fetches one Maven artifact from the repository this machine is set up to use.

jgo knows the repositories and resolves coordinates; the transfer is ours. jgo opens a new connection and a new TLS
context for each file and asks for a checksum file beside it: 217 jars take 38 s with 12 threads, against 1.3 s over one
shared session, and our lock holds a better checksum than the one it would fetch.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import requests
from jgo.config import GlobalSettings
from jgo.maven import MavenContext
from requests.adapters import HTTPAdapter

from tiegraph.local.errors import JarsError

PARALLEL = 8
TIMEOUT_SECONDS = 60


def context(repo_cache: Path, environ: Mapping[str, str] = os.environ) -> MavenContext:
    """jgo's view of Maven with this machine's settings: repositories of its own configuration, else a mirror of
    ~/.m2/settings.xml, else Maven's default. `repo_cache` is where jgo itself may write.
    """
    configured: dict[str, str] = dict(GlobalSettings.load().repositories)
    if not configured:
        configured = mirror(user_settings(environ))
    return MavenContext(repo_cache=repo_cache, remote_repos=configured or None, timeout=TIMEOUT_SECONDS)


def user_settings(environ: Mapping[str, str] = os.environ) -> ElementTree.Element | None:
    """The root of ~/.m2/settings.xml (or of MAVEN_USER_HOME's), or None if there is none."""
    folder = Path(environ.get("MAVEN_USER_HOME") or Path.home() / ".m2")
    path = folder / "settings.xml"
    if not path.is_file():
        return None
    try:
        return ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise JarsError(f"{path} is not well-formed XML ({error}): repair it, or move it away.") from error


def mirror(settings: ElementTree.Element | None) -> dict[str, str]:
    """The mirror that settings.xml puts in the place of Maven's default repository, as {id: address}; empty if none."""
    for element in [] if settings is None else settings.iterfind("{*}mirrors/{*}mirror"):
        of = {part.strip() for part in (element.findtext("{*}mirrorOf") or "").split(",")}
        address = (element.findtext("{*}url") or "").strip().rstrip("/")
        if address and of & {"*", "external:*", "central"} and "!central" not in of:
            return {element.findtext("{*}id") or "mirror": address}
    return {}


def session(environ: Mapping[str, str] = os.environ) -> requests.Session:
    """One session for all files. requests reads HTTPS_PROXY, NO_PROXY, REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE by itself;
    SSL_CERT_FILE, which Python and pip honour, and the proxy of settings.xml are added here.
    """
    result = requests.Session()
    adapter = HTTPAdapter(pool_maxsize=PARALLEL, max_retries=3)
    result.mount("https://", adapter)
    result.mount("http://", adapter)
    bundle = environ.get("SSL_CERT_FILE")
    if bundle and not (environ.get("REQUESTS_CA_BUNDLE") or environ.get("CURL_CA_BUNDLE")):
        result.verify = bundle
    result.proxies.update(proxies(user_settings(environ)))
    return result


def proxies(settings: ElementTree.Element | None) -> dict[str, str]:
    """The active proxy of settings.xml, by protocol of the address fetched. The environment's own wins over it."""
    found: dict[str, str] = {}
    for element in [] if settings is None else settings.iterfind("{*}proxies/{*}proxy"):
        host = element.findtext("{*}host")
        if not host or (element.findtext("{*}active") or "true").strip() == "false":
            continue
        user, password = element.findtext("{*}username"), element.findtext("{*}password")
        login = f"{user}:{password}@" if user and password else ""
        address = f"http://{login}{host}:{element.findtext('{*}port') or '8080'}"
        found.setdefault("https", address)
        found.setdefault("http", address)
    return found


def addresses(artifact: Any) -> list[str]:
    """Where a jgo artifact may be found, in the order of the repositories."""
    path = Path(artifact.component.path_prefix).as_posix()
    return [f"{repo.rstrip('/')}/{path}/{artifact.filename}" for repo in artifact.context.remote_repos.values()]
