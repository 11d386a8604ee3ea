"""A step for many tasks on the workers of a Dask scheduler, which starts those of a lost worker again elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TypeVar

from cypher.errors import TiegraphError, UsageError

Task = TypeVar("Task")
Done = TypeVar("Done")

#: How often, while nothing ends, it is looked whether anybody works.
_LOOK_SECONDS = 30


class ClusterFailed(TiegraphError):
    """The scheduler does not answer, or lost its workers again and again."""


def each(step: Callable[[Task], Done], tasks: Iterable[Task], address: str) -> Iterator[tuple[Task, Done]]:
    """Each task with what the step made of it, as they end. `step` is sent to the workers, which have tiegraph too.

    Raises `UsageError` without the package, and `ClusterFailed` where no scheduler answers at `address`, or where a
    task ended several workers.
    """
    try:
        # Any: it is partly typed, and not there without the extra.
        dask: Any = import_module("distributed")
    except ImportError as error:
        raise UsageError("--scheduler wants Dask: install tiegraph with its extra, as in `.[dask]`.") from error
    try:
        client: Any = dask.Client(address)
    except (OSError, ValueError) as error:
        raise ClusterFailed(
            f"No Dask scheduler answers at {address} ({error}): start one with `dask scheduler`, and workers with "
            "`dask worker ADDRESS`."
        ) from error
    with client:
        _check(client, address)
        waiting = {client.submit(step, task, pure=False): task for task in tasks}
        try:
            while waiting:
                try:
                    ended, _ = dask.wait(list(waiting), timeout=_LOOK_SECONDS, return_when="FIRST_COMPLETED")
                except TimeoutError:
                    # Its own end is no reason for the scheduler to give a task up: it would wait for ever.
                    if not client.scheduler_info(n_workers=-1)["workers"]:
                        raise ClusterFailed(
                            f"The scheduler at {address} lost all its workers: see what they logged, start others, and "
                            "run the same command again."
                        ) from None
                    continue
                for future in ended:
                    try:
                        done = future.result()
                    except dask.KilledWorker as error:
                        raise ClusterFailed(
                            f"{waiting[future]} ended one worker after the other ({error}): give workers more memory, "
                            "and run the same command again."
                        ) from error
                    yield waiting.pop(future), done
        except BaseException:
            client.cancel(list(waiting))
            raise


def _check(client: Any, address: str) -> None:
    """Raise `ClusterFailed` without workers, or where one has another tiegraph, or none."""
    try:
        versions = client.run(version, "tiegraph")
    except PackageNotFoundError as error:
        raise ClusterFailed(f"A worker of {address} has no tiegraph: install it where the workers run.") from error
    if not versions:
        raise ClusterFailed(f"The scheduler at {address} has no workers: start some with `dask worker {address}`.")
    for worker, other in versions.items():
        if other != version("tiegraph"):
            raise ClusterFailed(f"{worker} has tiegraph {other}, and here is {version('tiegraph')}: install one.")
