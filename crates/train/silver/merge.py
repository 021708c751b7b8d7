#!/usr/bin/env python3
"""Joins what two teachers say of the same sentences, and works out case, number and mood from it.

    merge.py SENTENCES OUTPUT_FOLDER_OF_teach.sh > silver.conllu

In each CoNLL-U line the columns 2 form, 5 STTS tag, 6 features and 8 relation are filled. A feature that the relation and the written form
do not settle is left out, and the trainer does not learn from it. The form decides where it can: `den` is no subject whatever a parser says.
"""
import re
import sys

NOM, ACC, DAT, GEN = "Nom", "Acc", "Dat", "Gen"
PREPOSITIONS = {
    DAT: "mit nach bei seit von zu aus außer gegenüber dank entgegen gemäß zufolge nebst samt binnen laut".split(),
    ACC: "für durch gegen ohne um bis pro wider".split(),
    GEN: "wegen während trotz statt anstatt aufgrund infolge innerhalb außerhalb anhand mithilfe angesichts hinsichtlich bezüglich zugunsten "
         "zulasten anlässlich mittels seitens jenseits diesseits oberhalb unterhalb inmitten".split(),
}
TWO_WAY = "in an auf über unter vor hinter neben zwischen".split()
EIN = re.compile(r"^(k?ein|mein|dein|sein|ihr|unser|euer|eur|irgendein|manch|solch)(e|en|em|er|es)?$")
DIES = re.compile(r"^(dies|jed|jen|all|welch|manch|solch|einig|mehrer|viel|wenig|beid|sämtlich|etlich|ander|derselb)(e|en|em|er|es)$")
FORMS = {
    "der": {NOM, DAT, GEN}, "die": {NOM, ACC}, "das": {NOM, ACC}, "dem": {DAT}, "den": {ACC, DAT}, "des": {GEN},
    "deren": {GEN}, "dessen": {GEN}, "denen": {DAT}, "derer": {GEN},
    "ich": {NOM}, "du": {NOM}, "er": {NOM}, "wir": {NOM}, "man": {NOM}, "mich": {ACC}, "dich": {ACC}, "ihn": {ACC}, "mir": {DAT}, "dir": {DAT},
    "ihm": {DAT}, "ihnen": {DAT}, "sie": {NOM, ACC}, "es": {NOM, ACC}, "uns": {ACC, DAT}, "euch": {ACC, DAT}, "ihr": {NOM, DAT},
    "sich": {ACC, DAT}, "wer": {NOM}, "wen": {ACC}, "wem": {DAT}, "wessen": {GEN}, "was": {NOM, ACC}, "etwas": {NOM, ACC, DAT},
    "nichts": {NOM, ACC, DAT}, "jemand": {NOM}, "niemand": {NOM},
    "im": {DAT}, "am": {DAT}, "zum": {DAT}, "zur": {DAT}, "vom": {DAT}, "beim": {DAT},
    "ins": {ACC}, "ans": {ACC}, "fürs": {ACC}, "aufs": {ACC}, "durchs": {ACC}, "ums": {ACC},
}
STRONG = {"e": {NOM, ACC}, "en": {ACC, DAT, GEN}, "em": {DAT}, "er": {NOM, DAT, GEN}, "es": {NOM, ACC}}
SUBJUNCTIVE = set(
    "sei seien seist könne müsse wolle solle dürfe möge mögen wisse wäre wären wärst hätte hätten würde würden könnte könnten müsste müssten "
    "dürfte dürften möchte möchten käme kämen gäbe gäben ginge gingen ließe ließen bräuchte bräuchten stünde stünden läge lägen nähme nähmen "
    "fände fänden bliebe blieben hieße hießen wüsste wüssten täte täten sähe sähen spräche sprächen träfe träfen bekäme bekämen verlöre "
    "verlören zöge zögen hielte böte böten entstünde entstünden bestünde bestünden erhielte".split()) - {"gingen", "blieben", "hießen", "ließen", "mögen"}
OPEN_MOOD = {"sollte", "sollten", "wollte", "wollten", "gingen", "blieben", "hießen", "ließen", "mögen", "bitte", "danke"}
# Universal tags that an STTS tag may have; where the two teachers disagree, the tag is left out. No entry: any.
AGREE = {
    "NN": "NOUN PROPN", "NE": "PROPN NOUN", "ART": "DET", "ADJA": "ADJ DET NUM PROPN", "ADJD": "ADJ ADV", "ADV": "ADV ADJ PART CCONJ",
    "PROAV": "ADV", "APPR": "ADP", "CARD": "NUM", "KON": "CCONJ", "KOUS": "SCONJ CCONJ", "KOUI": "ADP SCONJ CCONJ",
    "KOKOM": "ADP CCONJ SCONJ", "PPER": "PRON", "PRF": "PRON", "PPOSAT": "DET", "PDAT": "DET PRON", "PDS": "PRON DET",
    "PIAT": "DET PRON ADJ", "PIDAT": "DET PRON ADJ", "PIS": "PRON DET ADJ", "PRELS": "PRON DET", "PWS": "PRON", "PWAV": "ADV SCONJ",
    "PTKNEG": "PART ADV", "PTKZU": "PART", "VVFIN": "VERB", "VVINF": "VERB", "VVIZU": "VERB", "VVPP": "VERB ADJ", "VVIMP": "VERB",
    "VAFIN": "AUX VERB", "VAINF": "AUX VERB", "VAPP": "AUX VERB", "VMFIN": "AUX VERB", "VMINF": "AUX VERB", "VMPP": "AUX VERB",
}
T_STEMS = re.compile(r"(hält|halte|biete|trete|arbeite|gelte|deute|leiste|leite|warte|richte|worte|achte|berichte|fürchte|schalte|walte|rate|gestalte|bereite|breite|streite|reite|schreite|taste|laste|koste|teste|starte|melde)$")
SINGULAR = re.compile(r"(ung|heit|keit|schaft|ion|tät|ismus|ment|tum)$")
PLURAL = re.compile(r"(ungen|heiten|keiten|schaften|ionen|täten|innen|ismen|mente|tümer)$")


def form_cases(word, tag):
    """The cases that the written form leaves open, and None if it says nothing."""
    low = word.lower()
    if low in FORMS:
        return FORMS[low]
    if tag in ("ART", "PPOSAT", "PIAT", "PIS", "PDAT", "PDS", "PIDAT", "CARD", "PPOSS", "PWAT"):
        if match := EIN.match(low):
            end = match.group(2) or ""
            return {"": {NOM, ACC}, "e": {NOM, ACC}, "en": {ACC, DAT}, "em": {DAT}, "er": {DAT, GEN}, "es": {GEN}}[end]
        if match := DIES.match(low):
            end = match.group(2)
            return {"e": {NOM, ACC}, "en": {ACC, DAT, GEN}, "em": {DAT}, "er": {NOM, DAT, GEN}, "es": {NOM, ACC, GEN}}[end]
    return None


def read(path):
    """Sentences of (form, tag, head, relation)."""
    sentence = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line:
            cells = line.split("\t")
            sentence.append((cells[1], cells[3], int(cells[5]) if cells[5].isdigit() else 0, cells[6]))
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def align(words, parsed):
    """For each word the place of its last parsed token; None if the two do not fit."""
    places, at = [], 0
    for word in words:
        if at < len(parsed) and parsed[at][0] == word:
            at += 1
        else:
            at += 2
        places.append(at - 1)
    return places if at == len(parsed) else None


class Sentence:
    def __init__(self, words, tags, parsed, places):
        self.words, self.tags = words, tags
        self.low = [word.lower() for word in words]
        back = {}
        for word, place in enumerate(places):
            back[place] = word
            back.setdefault(place - 1, word)
        self.head = [None if parsed[p][2] == 0 else back.get(parsed[p][2] - 1) for p in places]
        self.rel = [parsed[p][3] for p in places]
        self.children = [[] for _ in words]
        for child, head in enumerate(self.head):
            if head is not None and head != child:
                self.children[head].append(child)
        # `zum Haus`: the word is the noun's preposition and its article.
        self.cases = {}

    def determiner(self, noun):
        before = [c for c in self.children[noun] if c < noun and (self.rel[c].startswith("det") or self.tags[c] in ("APPRART", "ART", "PPOSAT", "PIAT", "PDAT"))]
        return max(before, default=None)

    def preposition(self, noun):
        for child in self.children[noun]:
            if self.rel[child] == "case" or self.tags[child] in ("APPR", "APPRART", "APPO"):
                return self.low[child]
        return None

    def possible(self, noun):
        """Cases that determiner, adjective and the word itself allow."""
        open_ = {NOM, ACC, DAT, GEN}
        if (own := form_cases(self.words[noun], self.tags[noun])) is not None and self.tags[noun] not in ("NN", "NE"):
            return own
        det = self.determiner(noun)
        if det is not None:
            if (own := form_cases(self.words[det], self.tags[det])) is not None:
                open_ = open_ & own
        else:
            adjectives = [c for c in self.children[noun] if self.tags[c] == "ADJA" and c < noun]
            if adjectives and (match := re.search(r"(e[nmrs]?)$", self.low[adjectives[-1]])):
                open_ = open_ & STRONG[match.group(1)]
        if self.tags[noun] == "NN" and open_ == {DAT, GEN, NOM} and self.low[noun].endswith("en") and PLURAL.search(self.low[noun]):
            open_ = {GEN}
        return open_

    def case(self, at, depth=0):
        if at in self.cases:
            return self.cases[at]
        self.cases[at] = None
        self.cases[at] = found = self.work_out(at, depth)
        return found

    def work_out(self, at, depth):
        if depth > 20:
            return None
        rel, head = self.rel[at], self.head[at]
        if (rel.startswith("det") or rel == "amod" or rel.startswith("flat") or rel == "appos" or rel == "nummod") and head is not None:
            own = form_cases(self.words[at], self.tags[at])
            case = self.case(head, depth + 1)
            return case if own is None or case in own else (next(iter(own)) if len(own) == 1 else None)
        possible = self.possible(at)
        preposition = self.preposition(at)
        wanted = None
        if preposition is not None:
            for case, words in PREPOSITIONS.items():
                if preposition in words:
                    wanted = {case} if case != GEN else {GEN, DAT}
            if preposition in TWO_WAY:
                wanted = {ACC, DAT}
            if preposition in FORMS:
                wanted = FORMS[preposition]
        elif rel.startswith("nsubj"):
            wanted = {NOM}
        elif rel == "obj":
            wanted = {ACC}
        elif rel in ("iobj", "obl:arg"):
            wanted = {DAT}
        elif rel == "conj" and head is not None and self.tags[at] in ("NN", "NE", "PPER", "PIS", "PDS"):
            case = self.case(head, depth + 1)
            wanted = {case} if case else None
        elif rel.startswith("nmod") or rel == "det:poss":
            wanted = {GEN}
        elif rel == "obl":
            wanted = {ACC, DAT} if DAT in possible else {ACC}
        elif any(self.rel[c] == "cop" for c in self.children[at]):
            wanted = {NOM}
        both = possible & wanted if wanted else possible
        if not both:
            both = possible
        if both == {ACC, DAT} and self.den(at):
            # `den`: accusative before a singular, dative before a plural, which ends in n or s.
            both = {ACC} if not re.search(r"[ns]$", self.low[at]) else both
        return next(iter(both)) if len(both) == 1 else None

    def den(self, noun):
        det = self.determiner(noun)
        return det is not None and self.low[det] == "den"

    def number(self, at):
        low, tag, case = self.low[at], self.tags[at], self.case(at)
        if tag in ("PPER", "PIS", "PDS", "PRELS", "PWS"):
            if low in ("ich", "du", "er", "es", "man", "mich", "dich", "ihn", "mir", "dir", "ihm", "das", "dem", "dessen", "jeder", "niemand", "jemand", "wer", "was"):
                return "Sing"
            if low in ("wir", "uns", "ihnen", "denen", "euch", "alle", "viele", "einige", "beide"):
                return "Plur"
            if self.rel[at].startswith("nsubj"):
                return self.verb_number_of(at)
            return None
        if tag not in ("NN", "NE"):
            return None
        det = self.determiner(at)
        word = self.low[det] if det is not None else ""
        if word in ("das", "dem", "des", "im", "am", "zum", "vom", "beim", "zur", "ins", "ans") or re.search(r"ein(e[mrns]?)?$", word) or re.match(r"(jede[rnms]?|dies(em|es)|ein)$", word):
            return "Sing"
        if word == "den" and case:
            return "Plur" if case == DAT else "Sing"
        if word == "der" and case in (NOM, DAT):
            return "Sing"
        if re.match(r"(alle[rn]?|viele[rn]?|mehrere[rn]?|einige[rn]?|beide[rn]?|zwei|drei|vier|fünf)$", word):
            return "Plur"
        if SINGULAR.search(low):
            return "Sing"
        if PLURAL.search(low):
            return "Plur"
        if self.rel[at].startswith("nsubj"):
            return self.verb_number_of(at)
        return "Sing" if tag == "NE" and det is None else None

    def verb_number_of(self, subject):
        head = self.head[subject]
        if head is None or any(self.rel[c] == "conj" for c in self.children[subject]):
            return None
        for verb in [head, *self.children[head]]:
            if self.tags[verb] in ("VAFIN", "VMFIN", "VVFIN") and (verb == head or self.rel[verb].startswith(("aux", "cop"))):
                return self.verb_number(verb)
        return None

    def verb_number(self, at):
        return "Plur" if re.search(r"(en|ern|eln|sind|seid|tun)$", self.low[at]) else "Sing"

    def mood(self, at):
        low = self.low[at]
        if low in SUBJUNCTIVE:
            return "Sub"
        if low in OPEN_MOOD:
            return None
        if not low.endswith("e") or low == "wurde" or (low.endswith("te") and not T_STEMS.search(low)):
            return "Ind"
        start = end = at
        while start > 0 and self.tags[start - 1] not in ("$,", "$."):
            start -= 1
        while end < len(self.low) and self.tags[end] not in ("$,", "$."):
            end += 1
        return "Ind" if "ich" in self.low[start:end] else "Sub"

    def features(self, at):
        tag, found = self.tags[at], []
        if tag in ("VVFIN", "VAFIN", "VMFIN"):
            if mood := self.mood(at):
                found.append(f"Mood={mood}")
            found.append(f"Number={self.verb_number(at)}")
        elif tag in ("NN", "NE", "ART", "ADJA", "APPRART", "PPER", "PRF", "PPOSAT", "PDAT", "PDS", "PIAT", "PIS", "PRELS", "PWS"):
            if case := self.case(at):
                found.append(f"Case={case}")
            if number := self.number(at):
                found.append(f"Number={number}")
        return "|".join(found) or "_"

    def relation(self, at):
        # The form has the last word over the parser.
        if self.rel[at].startswith("nsubj") and self.case(at) not in (NOM, None):
            return "dep"
        return self.rel[at]


def main():
    sentences, folder = sys.argv[1:]
    kept = 0
    with open(sentences, encoding="utf-8") as lines:
        for number, (line, plain, stts, ud) in enumerate(zip(lines, open(f"{folder}/plain", encoding="utf-8"), read(f"{folder}/old.stts"), read(f"{folder}/plain.ud"))):
            words = line.split()
            if len(words) != len(stts):
                continue
            places = align(plain.split(), ud)
            if places is None:
                continue
            kept += 1
            sentence = Sentence(words, [cells[1] for cells in stts], ud, places)
            for at, word in enumerate(words):
                tag = sentence.tags[at]
                # `, der …` and `, mit der …`: the younger teacher knows relative pronouns better.
                if tag == "ART" and ud[places[at]][1] == "PRON" and "$," in sentence.tags[max(at - 2, 0):at]:
                    tag = "PRELS"
                if tag in AGREE and ud[places[at]][1] not in AGREE[tag].split():
                    tag = "_"
                print(at + 1, word, "_", "_", tag, sentence.features(at), 0, sentence.relation(at), "_", "_", sep="\t")
            print()
    print(f"{kept} of {number + 1} sentences", file=sys.stderr)


main()
