"""Finer kinds: what sort of place, whether a name is an event, a law or a work, a capital that acts."""

from __future__ import annotations

import re

from desktop.entities.lexicon import TABLES, Lexicon, folded
from desktop.model.entity import EntityKind

_FACILITY = re.compile(
    r"\b(?:Airport|Airfield|Air ?[Bb]ase|Base|Bridge|Square|Street|Avenue|Road|Boulevard|Highway|Stadium|Arena"
    r"|Palace|Castle|Prison|Jail|Dam|Port|Harbou?r|Terminal|Building|Tower|Hall|Cathedral|Church|Mosque|Temple"
    r"|Synagogue|Monastery|Hotel|Hospital|School|Museum|Library|Theatre|Theater|Station|Camp|Plant|Refinery|Mine"
    r"|Park|Mall|Gate|Wall|Embassy|Barracks|Cemetery|Checkpoint|Crossing|Tunnel|Shipyard|Cosmodrome)$"
)
_WATER = re.compile(
    r"\b(?:Sea|Ocean|River|Lake|Gulf|Bay|Straits?|Canal|Channel|Sound|Lagoon|Reservoir|Creek|Falls)\b"
)
_MOUNTAIN = re.compile(r"\b(?:Mount|Mountains?|Hills?|Range|Volcano|Glacier|Plateau|Pass)\b")
_ISLAND = re.compile(r"\b(?:Islands?|Isle|Archipelago|Atoll|Shoal|Reef)\b")
_REGION = re.compile(
    r"\b(?:Province|Region|Oblast|Governorate|District|County|Peninsula|Valley|Desert|Coast|State|Territory|Delta"
    r"|Basin|Forest|Corridor|Triangle|Strip|Bank|Heights)\b"
    r"|^(?:Eastern|Western|Northern|Southern|Central|South|North|East|West|Upper|Lower) "
)

_LAW = re.compile(
    r"\b(?:Act|Treaty|Convention|Accords?|Agreements?|Protocol|Constitution|Charter|Resolution|Articles?|Amendment"
    r"|Bill|Law|Directive|Code|Memorandum|Statute|Pact|Declaration|Doctrine|Covenant|Regulation|Proposition)\b"
)
_EVENT = re.compile(
    r"\b(?:Wars?|Summit|Conference|Crisis|Revolution|Uprising|[Ee]lections?|[Rr]eferendum|Olympics|Games|Cup"
    r"|Championships?|Festival|Battle|Operation|Offensive|Siege|Massacre|Genocide|Holocaust|Intifada|Coup|Forum"
    r"|Day|Earthquake|Hurricane|Typhoon|Storm|Rebellion|Invasion|Spring|Pandemic|Talks|Dialogue|Trials?|Riots"
    r"|Protests?|Exercise|Week|Expo|Fair|Awards?|Prize|Convention|Congress|Marathon|Open|Masters|Grand Prix)\b"
)
_WEAPON = re.compile(
    r"\b(?:[Mm]issile|[Rr]ifle|[Tt]ank|[Dd]rone|[Jj]et|[Bb]omber|[Ff]ighter|[Ss]ubmarine|USS|HMS|[Rr]ocket|[Hh]owitzer)\b"
)


def kind_of_misc(name: str, lexicon: Lexicon) -> tuple[EntityKind, str]:
    """Decide between event, law and work for a name that a tagger only knows to be none of the others."""
    table = lexicon.table_of(name)
    if table and TABLES[table].kind in {EntityKind.EVENT, EntityKind.LAW, EntityKind.WORK}:
        return TABLES[table].kind, TABLES[table].fine
    if _LAW.search(name):
        return EntityKind.LAW, ""
    if _EVENT.search(name):
        return EntityKind.EVENT, ""
    return EntityKind.WORK, "weapon" if _WEAPON.search(name) else ""


def fine_place(name: str, lexicon: Lexicon) -> str:
    """Return what sort of place a name is: "country", "city", "region", "water", "facility"..."""
    table = lexicon.table_of(name)
    if table and TABLES[table].kind is EntityKind.PLACE and TABLES[table].fine:
        return TABLES[table].fine
    for pattern, fine in (
        (_FACILITY, "facility"),
        (_WATER, "water"),
        (_MOUNTAIN, "mountain"),
        (_ISLAND, "island"),
        (_REGION, "region"),
    ):
        if pattern.search(name):
            return fine
    return ""


_ACTS = re.compile(
    r"(?:[’']s?\s+(?:government|position|demands?|intentions?|stance|response|proposals?|reluctance|refusal|offer|ambitions?"
    r"|policy|policies|interests?|allies|aims?|goals?|terms|objections?|sovereignty|forces|leaders?|leadership|support"
    r"|troops|army|military|strategy|war|foreign|decision|claims?|approach|ambassador|envoy|plans?|insistence)\b"
    r"|\s+(?:has|have|had)\s+(?!been\b)|\s+(?:and\s+\w+\s+)?(?:firmly\s+|also\s+|now\s+|strongly\s+|repeatedly\s+)*"
    r"(?:will|would|must|should|says?|said|accus\w+|reject\w+|den(?:y|ies|ied)|warn(?:s|ed)?|insist\w*|demand(?:s|ed)"
    r"|vow\w*|pledg\w+|wants?|wanted|hope[sd]?|claim(?:s|ed)|blam\w+|refus\w+|agree[sd]?|commit\w*|seeks?|sought"
    r"|threaten\w*|urge[sd]?|condemn\w*|considers?|considered|offers?|offered|responded|retaliated|announced|imposed"
    r"|sent|expelled|summoned|proposed|signal\w+|fears?|backs?|backed|supports|supported)\b)"
)
_AT = re.compile(
    r"\b(?:in|at|near|from|to|outside|around|across|towards?|into|through|over|leaving|visit(?:ed|ing)?|arriv\w+"
    r"|northern|southern|eastern|western|central|downtown)\s+(?:the\s+)?$"
)
_TOWARDS = re.compile(
    r"\b(?:accus\w+|urg\w+|warn\w+|told|pressur\w+|blam\w+|between|with|against|assurances for|aid for|support for)\s+$"
)


def acts_as(text: str, start: int, end: int, lexicon: Lexicon) -> str:
    """Return the country whose government a capital stands for at this place, or "" if it is the city."""
    country = lexicon.seats.get(folded(text[start:end]), "")
    if not country:
        return ""
    before, after = text[max(0, start - 30) : start], text[end : end + 50]
    if _TOWARDS.search(before):
        return country
    if _AT.search(before):
        return ""
    return country if _ACTS.match(after) else ""
