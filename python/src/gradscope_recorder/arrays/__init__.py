"""What the recorders of Keras and JAX share: statistics, places and lines, from NumPy's arrays."""

from ..log.summary import Summary
from .lines import Seen, place_line
from .places import Place, chains_of
from .recording import Recording
from .summary import example_std, summary

__all__ = [
    "Place", "Recording", "Seen", "Summary", "chains_of", "example_std", "place_line", "summary",
]  # fmt: skip
