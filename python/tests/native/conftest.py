"""The kernel that the tests of this folder are of."""

from __future__ import annotations

import pytest

from gradscope_recorder.native import Kernel, kernel


@pytest.fixture
def native() -> Kernel:
    """The kernel; the test is skipped where there is none."""
    found = kernel()
    if found is None:
        pytest.skip("there is no kernel: no compiler was there, or GRADSCOPE_NATIVE=0")
    return found
