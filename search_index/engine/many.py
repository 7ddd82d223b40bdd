"""Many stems and forms read at once, as a pattern may stand for hundreds: gathered, not looped over."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.engine.columns import SMALL
from search_index.engine.postings import Posts, Source, region_of, weigh
from search_index.engine.postings import places as places_of
from search_index.engine.segment import OpenSegment
from search_index.engine.store import Live
from search_index.schema import EXTRA

Ints = NDArray[Any]


def read_many(live: Live, sources: list[Source]) -> Posts:
    """Give the entries in which any of the sources stands, in all regions."""
    data = live.data
    wide = [s for s in sources if s.forms and data.stem_forms[s.stem] > 256]
    narrow = [s for s in sources if not (s.forms and data.stem_forms[s.stem] > 256)]
    total = np.zeros(live.entries, np.float64)
    for source in wide:
        posts = weigh(live, places_of(live, [source], ""))
        total[posts.ids] += posts.weight
    if narrow:
        ids, weight = _gathered(live, narrow)
        total += np.bincount(ids, weights=weight, minlength=live.entries)
    ids = np.flatnonzero(total)
    return Posts(ids, total[ids].astype(np.float32))


def _gathered(live: Live, sources: list[Source]) -> tuple[Ints, Ints]:
    """Give entries, some perhaps more than once, with what each weighs there."""
    data = live.data
    stems = np.array([source.stem for source in sources], np.int64)
    df = data.df[stems].astype(np.int64)
    postings = np.repeat(data.layout.posting[stems], df) + ramp(df)
    ids = _ids(data, stems, df)
    tf = data.tf_at(postings)
    extra = data.extra_at(postings)
    if not any(source.forms for source in sources):
        return ids, tf + extra
    cf = data.cf[stems].astype(np.int64)
    fits = _fitting(data, sources, stems, cf)
    ends = np.cumsum(tf)
    count = np.add.reduceat(fits, ends - tf, dtype=np.int64) if len(tf) else tf
    # What the title adds is looked at only where not all occurrences in an entry are meant.
    partly = np.flatnonzero((extra > 0) & (count < tf))
    if len(partly):
        picked = tf[partly]
        at = np.repeat(ends[partly] - picked, picked) + ramp(picked)
        where = np.repeat(data.layout.position[stems], cf) + ramp(cf)
        pos = data.positions_at(where[at])
        region = region_of(live, np.repeat(ids[partly], picked), pos)
        more = np.array(EXTRA)[region] * fits[at]
        extra[partly] = np.add.reduceat(more, np.cumsum(picked) - picked)
    return ids, count + extra


def _ids(data: OpenSegment, stems: Ints, df: Ints) -> Ints:
    ids = np.empty(int(df.sum()), np.int64)
    small = df < SMALL
    few = df[small]
    at = np.repeat(data.layout.small[stems[small]], few) + ramp(few)
    ids[np.repeat(small, df)] = data.sections.touch("ids.small", "<u4", at)
    ends = np.cumsum(df)
    for index in np.flatnonzero(~small).tolist():
        ids[ends[index] - df[index] : ends[index]] = data.ids(int(stems[index]))
    return ids


def _fitting(data: OpenSegment, sources: list[Source], stems: Ints, cf: Ints) -> Ints:
    """Say of each occurrence whether its form is one of those meant."""
    forms = data.stem_forms[stems].astype(np.int64)
    firsts = np.cumsum(forms) - forms
    meant = np.zeros(int(forms.sum()), bool)
    for index, source in enumerate(sources):
        if source.forms:
            meant[firsts[index] + np.array(sorted(source.forms))] = True
        else:
            meant[firsts[index] : firsts[index] + forms[index]] = True
    number = np.zeros(int(cf.sum()), np.int64)
    told = np.array([bool(source.forms) for source in sources]) & (forms > 1)
    some = cf[told]
    at = np.repeat(data.layout.form[stems[told]], some) + ramp(some)
    number[np.repeat(told, cf)] = data.sections.touch("forms", "<u1", at)
    fits: Ints = meant[number + np.repeat(firsts, cf)]
    return fits


def ramp(counts: Ints) -> Ints:
    """Give 0, 1, ... for each count, one after the other."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    rising: Ints = np.arange(total) - np.repeat(ends - counts, counts)
    return rising
