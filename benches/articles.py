#!/usr/bin/env python3
"""Invented articles as JSON Lines, to time adding with: some 3 kB each, with ten or more who say something.

    benches/articles.py 20000 > articles.jsonl

Sixty stories go on at the same time, each with places, people and some fifteen things that are said in it, told in ever other words by
twelve papers and an agency, whose text a fifth of the articles print. The draw is the same each run.
"""
import json, random, sys

GIVEN = "Lena Karl Jule Theo Nadine Arndt Moritz Thekla Ines Elke Bernd Silke Ahmet Olga Pawel Rosa Emil Frieda Gustav Hanna Ivo Kira Ludwig Mira Nils Petra Quirin Ruth Sven Tilda".split()
HEADS = "Bran Quast Hol Reit Wester Kolb Sand Linde Mar Oster Fried Wein Berg Stein Wal Gras Eich Born Hag Ried".split()
TAILS = "mann er meister kamp bach hofer inger haus feld brink städter stein".split()
TOWNS = [a + b for a in "Kalten Wehr Dorn Selm Grau Linden Horn Birken Oster Steil Rauten Ahlen".split() for b in "rode stadt reuth hausen bach feld".split()]
THINGS = [a + b for a in "Brücken Hafen Schul Klinik Bahn Strom Wasser Deponie Theater Werft Deich Wald Markt Funk Stadion Tunnel".split()
          for b in "sanierung erweiterung schließung planung verlegung vergabe prüfung gebühr".split()]
BODIES = ["das Verkehrsministerium", "die Stadtverwaltung", "die Staatsanwaltschaft", "der Rechnungshof", "die Betreibergesellschaft", "das Landesamt für Umwelt",
          "die Gewerkschaft", "der Landkreis", "die Feuerwehr", "die Polizei", "der Mieterverein", "die Handelskammer"]
ROLES = ["Bürgermeister", "Landrätin", "Ministerin", "Sprecher der Stadt", "Fraktionschef", "Gutachterin", "Betriebsratschef", "Staatssekretär", "Intendantin", "Anwohner"]
PAPERS = ["Nordkurier", "Hanseblatt", "Landespost", "Elbkurier", "Selmetal-Bote", "Wehrstädter Allgemeine", "Kaltenroder Anzeiger", "Funkhaus Mitte", "Abendblick", "Grenzland-Echo", "Südpfälzer Tagblatt", "Hafenzeitung"]
REASONS = ["steigender Materialpreise", "fehlender Fachleute", "eines schweren Sturms", "neuer Auflagen", "eines Streits mit dem Bauherrn", "undichter Leitungen", "eines Rechenfehlers", "der knappen Kassen"]
EFFECTS = ["müssten drei Linien umgeleitet werden", "blieben zwei Gebäude bis auf Weiteres leer", "fehle im Haushalt das Geld für andere Vorhaben", "könnten Anwohner entschädigt werden",
           "sei mit Klagen zu rechnen", "werde die Frist um ein halbes Jahr verlängert", "seien Arbeitsplätze in Gefahr", "gebe es keinen Grund zur Sorge"]
FILL = ["Seit Jahren wird in {town} über die {thing} gestritten.", "Der Auftrag war im Frühjahr vergeben worden, die Arbeiten begannen im Herbst.",
        "An der Baustelle standen am Morgen zwei Bagger und ein Kran.", "Mehrere hundert Menschen kamen am Abend in die Stadthalle, viele blieben bis nach Mitternacht.",
        "Die Unterlagen umfassen rund {n} Seiten.", "Im Rat hat das Bündnis eine Mehrheit von zwei Stimmen.", "Das Gelände liegt zwischen der alten Mühle und dem Fluss.",
        "Vor {m} Jahren war ein ähnliches Vorhaben gescheitert.", "Ein Beschluss wird nach der Sommerpause erwartet."]


def story(d):
    people = []
    for _ in range(6):
        people.append((f"{d.choice(GIVEN)} {d.choice(HEADS)}{d.choice(TAILS)}", d.choice(ROLES)))
    s = {"thing": d.choice(THINGS), "town": d.choice(TOWNS), "people": people, "bodies": d.sample(BODIES, 4), "left": 20, "wire": None, "day": 0}
    claims = []
    for _ in range(15):
        n, reason, effect, other = d.randrange(2, 900), d.choice(REASONS), d.choice(EFFECTS), d.choice(THINGS)
        claims.append(d.choice([
            (f"die {s['thing']} werde wegen {reason} um {n} Millionen Euro teurer", f"Die {s['thing']} wird wegen {reason} um {n} Millionen Euro teurer"),
            (f"die {s['thing']} verzögere sich um {n % 30 + 2} Monate", f"Die {s['thing']} verzögert sich um {n % 30 + 2} Monate"),
            (f"nach der {other} {effect}", f"Nach der {other} ist nichts mehr, wie es war, und {n} Menschen sind betroffen"),
            (f"in {s['town']} seien {n} Wohnungen betroffen", f"In {s['town']} sind {n} Wohnungen betroffen"),
            (f"man habe von der {other} erst am {n % 27 + 1}. Oktober erfahren", f"Wir haben von der {other} erst am {n % 27 + 1}. Oktober erfahren"),
            (f"der Vertrag über die {s['thing']} sei rechtens", f"Der Vertrag über die {s['thing']} ist rechtens"),
        ]))
    s["claims"] = claims
    return s


def told(d, s):
    indirect, direct = d.choice(s["claims"])
    name, role = d.choice(s["people"])
    body = d.choice(s["bodies"])
    when = d.choice(["am Montag", "am Dienstag", "am Abend", "in der Sitzung", "auf Anfrage", "vor Journalisten"])
    dative = body.replace("das ", "dem ", 1).replace("die ", "der ", 1) if not body.startswith("der ") else body.replace("der ", "dem ", 1)
    cap = lambda words: words[0].upper() + words[1:]
    return d.choice([
        f"„{direct}“, sagte {role} {name} {when}.",
        f"{cap(indirect)}, sagte {name} {when}.",
        f"{role} {name} erklärte {when}, {indirect}.",
        f"Nach Angaben {('des ' + body[4:] + 's') if body.startswith(('das ', 'der ')) else ('der ' + body[4:])} heißt es, {indirect}.",
        f"{cap(body)} teilte mit, {indirect}.",
        f"Laut {dative} wird geprüft, ob das stimmt: „{direct}.“",
        f"{cap(body)} dementierte, dass das so sei: {cap(indirect)}.",
        f"Aus Kreisen des Rates verlautete, {indirect}.",
        f"{name} wies den Vorwurf zurück. „{direct}“, so {name}.",
        f"{cap(body)} wollte sich dazu nicht äußern.",
        f"„Das ist falsch“, entgegnete {name} {when}, {indirect}.",
    ])


def article(d, s, number):
    s["day"] += d.randrange(2)
    paragraphs = []
    fill = lambda: d.choice(FILL).format(town=s["town"], thing=s["thing"], n=d.randrange(80, 900), m=d.randrange(3, 30))
    for _ in range(d.randrange(7, 10)):
        paragraphs.append(" ".join([told(d, s)] + [fill() for _ in range(d.randrange(2, 6))]))
    text = f"{s['town']}. " + "\n\n".join(paragraphs)
    wire = s["wire"] is None
    copied = not wire and d.random() < 0.2
    if wire:
        s["wire"] = text
    if copied:
        text = s["wire"]
    outlet = "dnb" if wire else d.choice(PAPERS)
    minutes = number * 3
    row = {"id": f"urn:bench:{number}", "urn": f"urn:bench:{number}", "outlet": outlet, "published": f"20{20 + minutes // 518400:02}-{minutes // 43200 % 12 + 1:02}-{minutes // 1440 % 28 + 1:02}T{minutes // 60 % 24:02}:{minutes % 60:02}:00+01:00",
           "title": f"{s['thing']} in {s['town']}: {d.choice(['Streit geht weiter', 'neue Vorwürfe', 'Kosten steigen', 'Stadt prüft', 'Frist läuft ab'])}", "text": text}
    if wire or copied:
        row["agency"] = "dnb"
    return row


def main():
    d = random.Random(7)
    stories = []
    for number in range(int(sys.argv[1])):
        while len(stories) < 60:
            stories.append(story(d))
        at = d.randrange(len(stories))
        s = stories[at]
        print(json.dumps(article(d, s, number), ensure_ascii=False))
        s["left"] -= 1
        if s["left"] == 0:
            stories.pop(at)


main()
