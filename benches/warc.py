#!/usr/bin/env python3
"""Measures `zufolge read` over a web archive and files it under benches/runs/<date>/warc.md:

    benches/warc.py [FOLDER]

The archive is made here, the same each time: 500 pages of about 250 kB, each with an article from fixtures/articles/ of its own length among
menus, teasers, comments and scripts as news sites have them, gzip a record as Common Crawl packs them, 120 MB unpacked. Every 50th record is
damaged. Builds with `cargo build --release -p zufolge-cli`; needs nothing else.
"""

import datetime, gzip, html, os, pathlib, random, resource, signal, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES, PAGE_BYTES, DAMAGED = 500, 300_000, 50


def page(number, article, dice):
    head, *body = [block for block in article.split("\n\n") if block.strip()]
    words = article.split()
    teaser = lambda: f'<div class="teaser"><a href="/{dice.random()}">{html.escape(" ".join(dice.sample(words, 12)))}</a></div>'
    text = "".join(f"<p>{html.escape(block)}</p>" for block in body)
    page = (
        f'<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{html.escape(head)}</title><script type="application/ld+json">'
        f'{{"@type":"NewsArticle","headline":"Seite {number}","datePublished":"2026-03-04T06:15:00+01:00"}}</script></head><body>'
        f'<nav>{"".join(teaser() for _ in range(60))}</nav><main><article><h1>{html.escape(head)}</h1><div class="text">{text}</div></article>'
        f'<section class="related">{"".join(teaser() for _ in range(200))}</section></main>'
    )
    script = "".join(f"window.x{at}={dice.random()};" for at in range(2000))
    while len(page.encode()) < PAGE_BYTES - 60_000:
        page += f"<script>{script}</script>{''.join(teaser() for _ in range(40))}"
    return (page + "</body></html>").encode()


def archive(path):
    dice, articles = random.Random(7), [file.read_text() for file in sorted((ROOT / "fixtures/articles").glob("*.txt"))]
    unpacked = 0
    with open(path, "wb") as out:
        for number in range(PAGES):
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(number, articles[number % len(articles)], dice)
            record = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://seite.example/{number}\r\nWARC-Date: 2026-03-04T06:15:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
            ).encode() + http + b"\r\n\r\n"
            unpacked += len(record)
            packed = bytearray(gzip.compress(record, mtime=0))
            if number % DAMAGED == DAMAGED - 1:
                packed[len(packed) // 2 : len(packed) // 2 + 40] = bytes(40)
            out.write(packed)
    return unpacked


def run(*arguments):
    """Seconds, peak memory of this child in MB, standard output, lines on standard error."""
    start = time.perf_counter()
    child = subprocess.Popen([ROOT / "target/release/zufolge", "read", "--format", "jsonl", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = child.stdout.read(), child.stderr.read()
    _, _, usage = os.wait4(child.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime, out, err.count(b"\n")


def interrupted(path):
    """What stands in the output after Ctrl-C in the middle."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen([ROOT / "target/release/zufolge", "read", "--format", "jsonl", path, path, path], stdout=out, stderr=subprocess.DEVNULL)
        time.sleep(1.0)
        child.send_signal(signal.SIGINT)
        code = child.wait()
        out.seek(0)
        return code, out.read()


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "benches/runs" / str(datetime.date.today())
    subprocess.run(["cargo", "build", "--quiet", "--release", "--package", "zufolge-cli"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as scratch:
        path = os.path.join(scratch, "pages.warc.gz")
        unpacked = archive(path)
        rows, outputs = [], []
        for jobs in ("1", "2"):
            seconds, memory, busy, out, complaints = min((run("--jobs", jobs, path) for _ in range(3)), key=lambda one: one[0])
            outputs.append(out)
            rows.append((jobs, seconds, unpacked / 1e6 / seconds, memory, busy, out.count(b"\n"), complaints))
        same = outputs[0] == outputs[1]
        code, cut = interrupted(path)
        whole = cut.endswith(b"\n") and outputs[0].startswith(cut[: len(outputs[0])])
        lines = [
            "# Reading a web archive", "", f"`benches/warc.py`: {PAGES} pages, {unpacked / 1e6:.0f} MB unpacked, {os.path.getsize(path) / 1e6:.0f} MB packed, every {DAMAGED}th record damaged. Best of three.", "",
            "| jobs | seconds | MB/s unpacked | peak memory, MB | seconds of processor | MB/s of one core | reports | complaints |", "|---|---|---|---|---|---|---|---|",
            *(f"| {jobs} | {seconds:.2f} | {rate:.0f} | {memory:.0f} | {busy:.2f} | {unpacked / 1e6 / busy:.0f} | {reports} | {complaints} |" for jobs, seconds, rate, memory, busy, reports, complaints in rows), "",
            f"- Output with one and two jobs is {'the same, byte for byte' if same else 'NOT the same'}.",
            f"- Ctrl-C after a second: exit code {code}, {cut.count(10)} lines, {'all of them whole and in order' if whole else 'NOT whole'}.",
            "", f"Machine: {os.cpu_count()} cores, shared with other work (load {os.getloadavg()[0]:.1f}).", "",
        ]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "warc.md").write_text("\n".join(lines))
        print("\n".join(lines))
        if not same or not whole or any(memory >= 300 or reports < 200 for _, _, _, memory, _, reports, _ in rows):
            sys.exit("not as it must be: see above")


main()
