#!/usr/bin/env python3
"""Writes fixtures/scores.json: small random predictions and references, with the scores a reference scorer gives them.

    python3 score_fixture.py SCORER.py > fixtures/scores.json

SCORER.py is the Python scorer of the metric (`score` and `recall_by_form` over lists of documents); it needs numpy and scipy. The
documents are made up of bare token ids, drawn with a fixed seed. Few tokens and few annotations, so that ties are common.
"""
import importlib.util
import json
import random
import sys

PARTS = ["quote", "addressee", "cue", "frame", "speaker"]
FORMS = ["Direct", "Indirect", "Reported", "FreeIndirect", "IndirectFreeIndirect"]
MEDIA = ["Speech", "Writing", "Thought", "SW", "ST", "TW", "none"]


def role(rng, tokens, empty):
    if rng.random() < empty:
        return []
    return sorted(rng.sample(range(tokens), rng.randint(1, min(6, tokens))))


def annotation(rng, tokens):
    made = {part: role(rng, tokens, 0.4) for part in PARTS[1:]}
    start = rng.randrange(tokens)
    made["quote"] = list(range(start, min(tokens, start + rng.randint(1, 5)))) if rng.random() < 0.8 else role(rng, tokens, 0.2)
    made["type"] = rng.choice(FORMS) if rng.random() < 0.9 else None
    made["medium"] = rng.choice(MEDIA) if rng.random() < 0.9 else None
    return made


def perturbed(rng, reference, tokens):
    made = []
    for one in reference:
        if rng.random() < 0.2:
            continue
        one = {**one}
        for part in PARTS:
            if rng.random() < 0.3:
                one[part] = sorted(set(one[part]) ^ set(role(rng, tokens, 0)))
        if rng.random() < 0.3:
            one["type"] = rng.choice(FORMS)
        made.append(one)
        if rng.random() < 0.1:
            made.append(one)
    return made + [annotation(rng, tokens) for _ in range(rng.choice([0, 0, 1, 3]))]


def case(rng):
    documents = []
    for number in range(rng.randint(1, 3)):
        tokens = rng.choice([3, 6, 12, 30])
        reference = [annotation(rng, tokens) for _ in range(rng.choice([0, 1, 2, 4, 8]))]
        kind = rng.random()
        if kind < 0.1:
            predicted = None
        elif kind < 0.6:
            predicted = perturbed(rng, reference, tokens)
            rng.shuffle(predicted)
        else:
            predicted = [annotation(rng, tokens) for _ in range(rng.choice([0, 1, 2, 5, 9]))]
        documents.append({"name": f"d{number}", "reference": reference, "predicted": predicted})
    return documents


def for_scorer(documents, side):
    return {
        document["name"]: [
            {"parts": {part: set(one[part]) for part in PARTS}, "form": one["type"], "medium": one["medium"]} for one in document[side]
        ]
        for document in documents
        if document[side] is not None
    }


def main():
    spec = importlib.util.spec_from_file_location("scorer", sys.argv[1])
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    rng = random.Random(20240917)
    cases = []
    for _ in range(60):
        documents = case(rng)
        reference, predicted = for_scorer(documents, "reference"), for_scorer(documents, "predicted")
        scores = {
            title: [round(value["precision"], 12), round(value["recall"], 12), round(value["f1"], 12)]
            for title, value in scorer.score(reference, predicted).items()
        }
        forms = [one["type"] for document in documents for one in document["reference"]]
        by_form = scorer.recall_by_form(reference, predicted) if None not in forms else None
        cases.append({"documents": documents, "scores": scores, "by_form": by_form})
    print("[\n" + ",\n".join(json.dumps(one, separators=(",", ":")) for one in cases) + "\n]")


if __name__ == "__main__":
    main()
