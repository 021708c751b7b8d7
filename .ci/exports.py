#!/usr/bin/env python3
"""Reads what `zufolge read` writes with parsers that are none of ours: .ci/exports.py ZUFOLGE [TEI_ALL.RNG]

Needs pyarrow, lxml, PyLD and html5lib (.ci/run puts them into a virtual environment). The JSON-LD contexts in .ci/contexts/ hold the terms
that are used, as the published ones define them; nothing is fetched. With the path of TEI's RELAX NG schema, TEI is checked against it.
"""

import csv, io, json, pathlib, subprocess, sys, tempfile

import html5lib
import pyarrow.parquet
from lxml import etree
from pyld import jsonld

ROOT = pathlib.Path(__file__).resolve().parent.parent
ARTICLES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "fixtures/articles").glob("*.txt"))
TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
OA = "http://www.w3.org/ns/oa#"
SCHEMA = "http://schema.org/"
# Of schema.org, what is used and where it may stand (schema.org's own domains).
CREATIVE = {"identifier", "inLanguage", "headline", "alternativeHeadline", "datePublished", "dateModified", "dateCreated", "creditText", "url", "publisher",
            "sourceOrganization", "hasPart", "isPartOf", "position", "text", "author", "contributor", "keywords"}
ALLOWED = {
    "NewsArticle": CREATIVE | {"articleBody"}, "Quotation": CREATIVE | {"spokenByCharacter"}, "Claim": CREATIVE | {"appearance"}, "CreativeWork": CREATIVE,
    "Person": {"name", "jobTitle", "sameAs"}, "Organization": {"name", "description", "sameAs"}, "NewsMediaOrganization": {"name", "description", "sameAs"},
    "DefinedTerm": {"termCode", "inDefinedTermSet"},
}


def run(command, *arguments):
    done = subprocess.run([sys.argv[1], command, *arguments], cwd=ROOT, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def loader(url, options):
    names = {"http://www.w3.org/ns/anno.jsonld": "anno.jsonld", "https://schema.org": "schema-org.jsonld"}
    document = json.loads((ROOT / ".ci/contexts" / names[url]).read_text())
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": document}


def keys(value):
    """All keys of a JSON value, so that none gets lost in expansion unseen."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "@context":
                yield key
                yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def check_tables(reports):
    rows = list(csv.DictReader(io.StringIO(run("show", reports, "--format", "csv").decode(), newline="")))
    table = pyarrow.parquet.read_table(io.BytesIO(run("show", reports, "--format", "parquet")))
    texts = {report["article"]["id"]: report["text"] for report in map(json.loads, open(reports))}
    assert table.column_names == list(rows[0]) and table.num_rows == len(rows) > 100, (table.num_rows, len(rows))
    assert table.schema.metadata[b"zufolge.table"] == b"zufolge/attributions@1"
    assert all(field.metadata[b"description"] for field in table.schema)
    for row, typed in zip(rows, table.to_pylist()):
        text = texts[row["article_id"]]
        for role in ("source", "cue", "content", "addressee", "frame"):
            slices = [text[place["start"] : place["end"]] for place in typed[f"{role}_places"]]
            assert slices == typed[role] and " … ".join(slices) == row[role], (row["attribution_id"], role)
        assert row["stance"].split() == typed["stance"] and row["mixed"] == str(typed["mixed"]).lower()
        assert float(row["confidence"]) == typed["confidence"] and (row["title"] or None) == typed["title"]
    return f"{len(rows)} rows, {len(table.column_names)} columns"


def check_annotations(reports):
    known = set(loader("http://www.w3.org/ns/anno.jsonld", {})["document"]["@context"])
    count = 0
    for line in run("show", reports, "--format", "webannotation").splitlines():
        collection = json.loads(line)
        unknown = {key for key in keys(collection) if key not in known and not key.startswith("zufolge:")}
        assert not unknown, unknown
        [expanded] = jsonld.expand(collection, {"documentLoader": loader})
        text = expanded[next(key for key in expanded if key.endswith("terms#text"))][0]["@value"]
        items = expanded.get("http://www.w3.org/ns/activitystreams#first", [{}])[0].get("http://www.w3.org/ns/activitystreams#items", [{"@list": []}])[0]["@list"]
        assert len(items) == collection["total"]
        for item in items:
            assert item["@type"] == [OA + "Annotation"] and item[OA + "hasBody"] and item[OA + "motivatedBy"][0]["@id"].startswith(OA)
            for target in item[OA + "hasTarget"]:
                by_type = {selector["@type"][0]: selector for selector in target.get(OA + "hasSelector", [])}
                if by_type:
                    place, quote = by_type[OA + "TextPositionSelector"], by_type[OA + "TextQuoteSelector"]
                    start, end = (place[OA + name][0]["@value"] for name in ("start", "end"))
                    assert text[start:end] == quote[OA + "exact"][0]["@value"]
                    count += 1
    assert count > 300, count
    return f"{count} targets"


def check_schema_org(reports):
    count = 0

    def check(node):
        nonlocal count
        if isinstance(node, list):
            return [check(one) for one in node]
        if "@value" in node:
            return None
        types = [name.removeprefix(SCHEMA) for name in node.get("@type", [])]
        allowed = set().union(*(ALLOWED[name] for name in types)) if types else set()
        for key, value in node.items():
            if not key.startswith("@"):
                assert key.removeprefix(SCHEMA) in allowed, (types, key)
                check(value)
        if "Claim" in types:
            # As the itemReviewed of a ClaimReview: what is claimed, where, and by whom if anybody is named.
            assert node[SCHEMA + "text"] and node[SCHEMA + "appearance"]
            count += 1

    for line in run("show", reports, "--format", "jsonld").splitlines():
        check(jsonld.expand(json.loads(line), {"documentLoader": loader}))
    assert count > 50, count
    return f"{count} claims"


def check_tei(reports):
    document = etree.fromstring(run("show", reports, "--format", "tei"))
    assert document.tag == TEI + "teiCorpus" and len(document.findall(TEI + "TEI")) == len(ARTICLES)
    ids = {element.get(ID) for element in document.iter() if element.get(ID)}
    for element in document.iter(etree.Element):
        for name in ("who", "next", "prev", "ana", "ref", "corresp", "fVal", "toWhom", "source"):
            assert all(pointer[1:] in ids for pointer in element.get(name, "").split()), (element.tag, name)
    said = document.findall(f".//{TEI}body//{TEI}said")
    assert len(said) > 100
    if len(sys.argv) > 2:
        schema = etree.RelaxNG(etree.parse(sys.argv[2]))
        assert schema.validate(document), schema.error_log
    return f"{len(said)} said" + (", valid by TEI's schema" if len(sys.argv) > 2 else "")


def check_html(reports):
    page = run("show", reports, "--format", "html").decode()
    html5lib.HTMLParser(strict=True).parse(page)
    ids = [element.get("id") for element in etree.HTML(page).iter() if element.get("id")]
    links = [element.get("href")[1:] for element in etree.HTML(page).iter("a") if element.get("href").startswith("#")]
    assert len(ids) == len(set(ids)) and set(links) <= set(ids)
    return f"{len(links)} links"


def check_conll(reports):
    lines = run("show", reports, "--format", "conll").decode().split("\n")
    width, tokens = 0, 0
    for line in lines:
        if line.startswith("# columns = "):
            width = len(line.removeprefix("# columns = ").split())
        elif line and not line.startswith("#"):
            assert len(line.split("\t")) == width, line
            tokens += 1
    assert tokens > 3000, tokens
    return f"{tokens} tokens"


def main():
    with tempfile.TemporaryDirectory() as scratch:
        reports = f"{scratch}/reports.jsonl"
        run("read", "--format", "jsonl", "--out", reports, *ARTICLES)
        for check in (check_tables, check_annotations, check_schema_org, check_tei, check_html, check_conll):
            print(f"{check.__name__.removeprefix('check_')}: {check(reports)}")


main()
