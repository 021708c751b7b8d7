#!/usr/bin/env python3
"""Writes the German Brown clusters of the PyPI package spacy-lookups-data (MIT) as text, the most frequent form first.

    pip install --no-deps spacy-lookups-data==1.0.5; clusters.py > clusters.tsv

Columns: form, path in the tree of clusters as a number (bit 0 is the first branch). Forms without a cluster, with a digit or without any letter are left out.
"""
import gzip
import importlib.util
import json
import pathlib

package = pathlib.Path(importlib.util.find_spec("spacy_lookups_data").origin).parent


def table(name):
    with gzip.open(package / "data" / f"de_lexeme_{name}.json.gz") as file:
        return json.load(file)


clusters, probabilities = table("cluster"), table("prob")
for form in sorted(clusters, key=lambda form: (-probabilities.get(form, -99.0), form)):
    if int(clusters[form]) and any(c.isalpha() for c in form) and not any(c.isdigit() or c.isspace() for c in form):
        print(form, clusters[form], sep="\t")
