"""All cases of the zoo, by name."""

from __future__ import annotations

from .networks import autoencoders, convolutions, perceptrons, recurrent, transformers
from .recipe import Case


def all_cases() -> list[Case]:
    """Every case; names are unique.

    Raises:
        ValueError: two cases have one name, or a twin is missing.
    """
    cases = [
        *perceptrons.HEALTHY, *convolutions.HEALTHY, *recurrent.HEALTHY, *transformers.HEALTHY,
        *autoencoders.HEALTHY,
    ]  # fmt: skip
    try:
        from .networks.sick import SICK
        from .published import PUBLISHED
        cases += [*SICK, *PUBLISHED]
    except ImportError:
        pass
    names = [each.name for each in cases]
    twice = {each for each in names if names.count(each) > 1}
    alone = {each.twin for each in cases if each.twin is not None} - {*names}
    if twice or alone:
        raise ValueError(f"named twice: {sorted(twice)}; twins that are missing: {sorted(alone)}")
    return cases
