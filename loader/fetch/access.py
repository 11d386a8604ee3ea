"""How publishers' servers are asked: over TLS, on known hosts only, and with patience where they ask for it."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.metadata import version
from typing import TypeVar

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from loader.errors import FetchError

T = TypeVar("T")

_MOST_REDIRECTS = 5
#: Answers of a server that is busy or broken for the moment.
_PASSING = {408, 425, 429, 500, 502, 503, 504}
#: Answers that a transfer knows what to do with.
_USABLE = {200, 206, 304, 416}
_YEAR_SECONDS = 366 * 86_400


@dataclass(frozen=True, slots=True)
class Access:
    """Limits of asking, in seconds, and the clock they are measured with.

    A server that asks for more than `longest_wait` ends the fetch: to ask again sooner would be rude, to sleep for
    hours of no use. `overall` bounds one file with all its attempts.
    """

    attempts: int = 6
    longest_wait: float = 300
    connect: float = 20
    read: float = 60
    overall: float = 3600
    #: hosts that may be asked without TLS: none of a publisher's
    plain_http: frozenset[str] = frozenset()
    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def client(self) -> httpx.Client:
        """A client with these time-outs. Proxies and certificates are those of the environment."""
        return httpx.Client(
            timeout=httpx.Timeout(self.read, connect=self.connect),
            verify=_certificates(),
            # A file is asked for as it is: its length, and where it may be resumed, are then those of its bytes.
            headers={"User-Agent": f"tiegraph/{version('tiegraph')}", "Accept-Encoding": "identity"},
        )


@cache
def _certificates() -> ssl.SSLContext:
    """Those that are trusted, read once: it takes longer than many a request."""
    try:
        return httpx.create_ssl_context()
    except OSError as error:
        raise FetchError(f"The trusted certificates cannot be read ({error}): correct SSL_CERT_FILE.") from error


class NotThere(FetchError):
    """The server knows nothing under the address."""


class Again(Exception):
    """What happened is likely to pass; `wait` is the time in seconds that the server asked for."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.wait = wait


def shown(address: str | httpx.URL) -> str:
    """An address as people may see it: its query can hold keys and signatures."""
    return str(httpx.URL(address).copy_with(query=None, fragment=None))


def patiently(access: Access, address: str, attempt: Callable[[], T], tell: Callable[[str], None]) -> T:
    """What `attempt` gives, tried again with growing waits while it raises `Again`.

    `tell` is given a sentence before each wait. Raises `FetchError` when the last attempt failed too.
    """
    backing_off = wait_exponential(min=1, max=min(60, access.longest_wait))

    def wait(state: RetryCallState) -> float:
        again = _failure(state)
        return backing_off(state) if again.wait is None else again.wait

    def before_sleep(state: RetryCallState) -> None:
        tell(f"{_failure(state)}; attempt {state.attempt_number + 1} in {state.upcoming_sleep:.0f} s")

    retrying = Retrying(
        retry=retry_if_exception_type(Again),
        stop=stop_after_attempt(access.attempts),
        wait=wait,
        sleep=access.sleep,
        before_sleep=before_sleep,
        reraise=True,
    )
    try:
        return retrying(attempt)
    except Again as again:
        raise FetchError(f"{shown(address)}: {again}, {access.attempts} attempts: run it again later.") from again


def _failure(state: RetryCallState) -> Again:
    failure = state.outcome.exception() if state.outcome else None
    assert isinstance(failure, Again)
    return failure


@contextmanager
def answered(
    client: httpx.Client, access: Access, address: str, headers: Mapping[str, str], hosts: tuple[str, ...] = ()
) -> Iterator[httpx.Response]:
    """The answer to a GET, its body not read yet. Follows redirects within the address's host and `hosts`.

    Raises `Again` for what may pass, also where reading the body breaks off, and `FetchError` for anything else.
    """
    with _redirected(client, access, httpx.URL(address), headers, hosts) as response:
        _judge(response, access)
        try:
            yield response
        except httpx.RequestError as error:
            raise Again(_words(error)) from error


@contextmanager
def _redirected(
    client: httpx.Client, access: Access, url: httpx.URL, headers: Mapping[str, str], hosts: tuple[str, ...]
) -> Iterator[httpx.Response]:
    allowed = {_place(url), *hosts}
    for _ in range(_MOST_REDIRECTS + 1):
        if url.scheme != "https" and not (url.scheme == "http" and url.host in access.plain_http):
            raise FetchError(f"{shown(url)} is not an https address: only those are asked.")
        try:
            response = client.send(client.build_request("GET", url, headers=dict(headers)), stream=True)
        except httpx.TransportError as error:
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                raise FetchError(
                    f"{url.host} cannot prove that it is {url.host} ({error}): behind a company's proxy, name its "
                    "certificates in SSL_CERT_FILE."
                ) from error
            raise Again(f"{url.host}: {_words(error)}") from error
        try:
            if not response.has_redirect_location:
                yield response
                return
            target = _target(url, response.headers["location"])
            if _place(target) not in allowed:
                raise FetchError(
                    f"{shown(url)} redirects to another host, {_place(target)}, and was not followed: if the publisher "
                    "has moved there, add the host to loader/fetch/downloads.py."
                )
            url = target
        finally:
            response.close()
    raise FetchError(f"{shown(url)} redirects more than {_MOST_REDIRECTS} times: see in a browser where it leads.")


def _place(url: httpx.URL) -> str:
    return url.netloc.decode("ascii")


def _target(url: httpx.URL, location: str) -> httpx.URL:
    try:
        return url.join(location)
    except httpx.InvalidURL as error:
        raise FetchError(f"{shown(url)} redirects to what is no address ({error}): try again later.") from error


def _words(error: httpx.RequestError) -> str:
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return f"no connection ({error})"
    if isinstance(error, httpx.TimeoutException):
        return "nothing came for too long"
    return f"the connection broke off ({error})"


def _judge(response: httpx.Response, access: Access) -> None:
    code = response.status_code
    if code in _USABLE:
        return
    address, what = shown(response.url), f"answered {code} {response.reason_phrase}".rstrip()
    if code not in _PASSING:
        hint = {401: "check the key", 403: "it may want a browser or a key", 404: "it may have moved"}.get(code)
        kind = NotThere if code in (404, 410) else FetchError
        raise kind(f"{address} {what}: {hint or 'see its page'}.")
    wait = asked_wait(response.headers.get("retry-after"), access.now())
    if wait is not None and wait > access.longest_wait:
        raise FetchError(f"{address} {what} and asks to wait {wait:,.0f} s: run it again after that.")
    raise Again(what, wait)


def asked_wait(retry_after: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for, as a number or as a date; None where it says nothing usable."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdecimal():
        # More digits than any wait has; int() refuses thousands of them.
        return float(_YEAR_SECONDS if len(text) > 9 else min(int(text), _YEAR_SECONDS))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - now).total_seconds()), float(_YEAR_SECONDS))
