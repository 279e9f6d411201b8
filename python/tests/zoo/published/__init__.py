"""Networks that others have published, sick and healed, rebuilt in PyTorch."""

from .field import FIELD
from .papers import PAPERS
from .reports import REPORTS

PUBLISHED = [*FIELD, *REPORTS, *PAPERS]
