"""Validation against ISO/IEC 29500-4, where the schemas are at hand (they are not ours to ship).

Run with `--ooxml-schemas DIR`: the folder that holds wml.xsd and its neighbours.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from lxml import etree

from desktop.briefs import presets
from desktop.briefs.compose import compose
from desktop.briefs.wml import NAMESPACES
from desktop.briefs.word import docx_bytes
from tests.desktop.briefs import builders_of_briefs as made

MC = "{" + NAMESPACES["mc"] + "}"


@lru_cache
def schema(path: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(path)))


def without_ignorable(root: etree._Element) -> etree._Element:
    """Take out what `mc:Ignorable` lets a reader of the plain standard pass over."""
    prefixes = (root.get(MC + "Ignorable") or "").split()
    spaces = {root.nsmap[prefix] for prefix in prefixes} | {MC[1:-1]}
    for element in list(root.iter(etree.Element)):
        for name in list(element.attrib):
            if etree.QName(name).namespace in spaces:
                del element.attrib[name]
        if etree.QName(element).namespace in spaces and element.getparent() is not None:
            element.getparent().remove(element)
    return root


def schema_for(name: str, root: etree._Element, folder: Path) -> Path | None:
    if etree.QName(root).namespace == NAMESPACES["w"]:
        return folder / "wml.xsd"
    return {
        "docProps/app.xml": folder / "shared-documentPropertiesExtended.xsd",
        "docProps/custom.xml": folder / "shared-documentPropertiesCustom.xsd",
        "customXml/itemProps1.xml": folder / "shared-customXmlDataProperties.xsd",
    }.get(name)


@pytest.mark.parametrize("preset", presets.PRESETS)
def test_every_part_is_valid(preset: str, ooxml_schemas: Path) -> None:
    for material in (made.one_source(), made.two_sources()):
        details = replace(material.details, preset=preset)
        content = docx_bytes(compose(replace(material, details=details)), {})
        faults: list[str] = []
        checked = 0
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                if not name.endswith(".xml"):
                    continue
                root = etree.fromstring(package.read(name))
                path = schema_for(name, root, ooxml_schemas)
                if path is None:
                    continue
                checked += 1
                rules = schema(path)
                if not rules.validate(without_ignorable(root)):
                    faults += [f"{name}: {error.message}" for error in rules.error_log]
        assert faults == []
        assert checked >= 9


def test_the_schema_has_teeth(ooxml_schemas: Path) -> None:
    content = docx_bytes(compose(made.one_source()), {})
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        xml = package.read("word/document.xml").decode()
    broken = re.sub('w:val="thick"', 'w:val="thickk"', xml, count=1)
    assert broken != xml
    root = without_ignorable(etree.fromstring(broken.encode()))
    assert not schema(ooxml_schemas / "wml.xsd").validate(root)
