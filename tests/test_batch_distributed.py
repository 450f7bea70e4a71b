"""A batch on the processes of a cluster: Dask's executor is one of `concurrent.futures`."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator

import pytest
from batches import assert_kept, jobs, sheets_in, without_reviews
from clinics import OUTPUT, ClinicFolder
from distributed import Client, LocalCluster

from handouts.batch.outcome import Outcome, Result
from handouts.batch.run import run_batch

SHEETS = 60


@pytest.fixture
def cluster() -> Iterator[Client]:
    """Two processes of this machine, and nothing that listens beyond it."""
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1",
            dashboard_address=None,
        ) as local,
        Client(local) as client,
    ):  # fmt: skip
        yield client


def test_one_of_two_workers_is_killed_and_nothing_is_lost_and_nothing_twice(
    clinic: ClinicFolder, cluster: Client
) -> None:
    without_reviews(clinic)
    run_batch(jobs(SHEETS), clinic.root, clinic.path("alone"))
    heard = Counter[str]()
    pids = list(cluster.run(os.getpid).values())
    assert len(set(pids)) == 2

    def told(outcome: Outcome) -> None:
        heard[outcome.patient] += 1
        if heard.total() == 10:
            os.kill(pids[0], signal.SIGKILL)

    report = run_batch(
        jobs(SHEETS), clinic.root, clinic.path(OUTPUT), executor=cluster.get_executor(),
        workers=2, told=told,
    )  # fmt: skip
    assert report.count() == {Result.WRITTEN: SHEETS}
    assert heard == Counter(f"P-{at}" for at in range(SHEETS))
    assert sheets_in(clinic.path(OUTPUT)) == sheets_in(clinic.path("alone"))
    assert_kept(clinic.path(OUTPUT))
    again = run_batch(
        jobs(SHEETS), clinic.root, clinic.path(OUTPUT), executor=cluster.get_executor(), workers=2
    )
    assert again.count() == {Result.UNCHANGED: SHEETS}
