"""Material in, Sheet out: the same material always gives the same sheet."""

from __future__ import annotations

from desktop.briefs.material import ArticleMaterial, Material
from desktop.briefs.sheet import Sheet

__all__ = ["ArticleMaterial", "Material", "compose"]


def compose(material: Material) -> Sheet:
    """Lay out the brief's outline as a sheet."""
    raise NotImplementedError
