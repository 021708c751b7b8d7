#!/usr/bin/env python3
"""Load on a running `zufolge serve`: connections that ask without a pause, and how long the answers take.

    benches/load.py http://127.0.0.1:7070 --pid PID [--seconds 60] [--connections 64] [--path PATH … | --ledger FILE]

Without --path it posts articles of about 3 kB, each another one, to /api/v1/read. With paths it gets those in turn. With the ledger that is
served it looks around in it as people do: of a hundred pages 10 are the overview, 30 claims, 20 sources, 25 articles, 15 searches. Half of
what is looked at is among what stands out (the claims that are spread most, the people named last), half is any. --pid tells the server's
processor time and memory, which say more than the clock on a machine that does other things too.
"""
import argparse, asyncio, itertools, json, os, pathlib, random, sqlite3, sys, time
from urllib.parse import quote, urlsplit

ROOT = pathlib.Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")


def bodies():
    """Articles of about 3 kB: two of ours together, every pair."""
    texts = [path.read_text() for path in sorted((ROOT / "fixtures/articles").glob("*.txt"))]
    for one in texts:
        for two in texts:
            yield json.dumps({"text": (one + "\n\n" + two)[:2900], "outlet": "Nordkurier"}).encode()


def looking_around(ledger):
    """Paths of pages, without end; the draw is the same each run."""
    db = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)
    column = lambda sql: [row[0] for row in db.execute(sql)]
    claims = column("SELECT claim FROM claim WHERE articles > 0 ORDER BY articles DESC, claim")
    people = column("SELECT entity FROM entity ORDER BY last DESC, entity")
    articles = column("SELECT id FROM item ORDER BY item DESC")
    dice = random.Random(8)
    titles = [title for title in column("SELECT title FROM article WHERE title IS NOT NULL ORDER BY article DESC LIMIT 20000")]
    words = sorted({word.strip(".,:;!?„“\"") for title in titles for word in title.split() if word[:1].isupper() and len(word) > 6})
    db.close()

    def some(of, most):
        return dice.choice(of[:most]) if dice.random() < 0.5 else dice.choice(of)

    while True:
        kind = dice.random()
        if kind < 0.10:
            yield dice.choice(["/", "/", "/", "/?order=legs"])
        elif kind < 0.40:
            yield f"/claims/c{some(claims, 300)}"
        elif kind < 0.60:
            yield f"/sources/e{some(people, 300)}"
        elif kind < 0.85:
            yield f"/articles/{quote(some(articles, 300), safe='')}"
        else:
            asked = [dice.choice(words)] + ([dice.choice(words)] if dice.random() < 0.2 else [])
            yield f"/search?q={quote(' '.join(asked))}"


def usage(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    cpu = (int(fields[11]) + int(fields[12])) / TICKS
    resident = next(int(line.split()[1]) for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return cpu, resident / 1024


async def client(host, port, requests, end, times, statuses, slowest):
    reader, writer = await asyncio.open_connection(host, port)
    while time.monotonic() < end:
        request = next(requests)
        start = time.monotonic()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
        await reader.readexactly(length)
        times.append(time.monotonic() - start)
        kind = request[:request.index(b" HTTP")].split(b"?")[0].split(b"/")[1].decode()
        slowest.setdefault(kind, []).append(times[-1])
        status = head[9:12].decode()
        statuses[status] = statuses.get(status, 0) + 1
    writer.close()


async def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base")
    parser.add_argument("--pid", type=int, required=True)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--path", action="append", default=[])
    parser.add_argument("--ledger")
    args = parser.parse_args()
    url = urlsplit(args.base)

    def posts():
        made = [b"POST /api/v1/read HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(body) + body
                for body in bodies()]
        while True:
            yield from made

    def gets(paths):
        for path in paths:
            yield b"GET %s HTTP/1.1\r\nhost: localhost\r\naccept: */*\r\n\r\n" % path.encode()

    times, statuses, slowest = [], {}, {}
    requests = gets(looking_around(args.ledger)) if args.ledger else gets(itertools.cycle(args.path)) if args.path else posts()
    next(requests)
    cpu, before = usage(args.pid)
    start = time.monotonic()
    memory = []
    end = start + args.seconds
    watch = asyncio.create_task(watcher(args.pid, end, memory))
    await asyncio.gather(*(client(url.hostname, url.port, requests, end, times, statuses, slowest) for _ in range(args.connections)))
    await watch
    took = time.monotonic() - start
    cpu = usage(args.pid)[0] - cpu
    times.sort()
    at = lambda share: times[min(len(times) - 1, int(share * len(times)))] * 1000
    load = os.getloadavg()[0]
    print(f"{len(times)} answers in {took:.1f} s over {args.connections} connections: {len(times) / took:.0f} a second; {statuses}")
    print(f"latency p50 {at(.5):.0f} ms, p90 {at(.9):.0f} ms, p99 {at(.99):.0f} ms, max {times[-1] * 1000:.0f} ms")
    if args.ledger:
        kinds = {kind or "overview": sorted(taken) for kind, taken in sorted(slowest.items())}
        print("p99 by page: " + ", ".join(f"{kind} {taken[int(.99 * len(taken))] * 1000:.0f} ms of {len(taken)}" for kind, taken in kinds.items()))
    print(f"server: {cpu:.1f} s of processor time, {cpu / len(times) * 1000:.2f} ms an answer, {cpu / took:.2f} cores on average; load of the machine {load:.1f}")
    print(f"memory: {before:.0f} MiB before, " + ", ".join(f"{one:.0f}" for one in memory) + " MiB during")
    return 0 if set(statuses) <= {"200"} else 1


async def watcher(pid, end, memory):
    while (left := end - time.monotonic()) > 0:
        await asyncio.sleep(min(10, left))
        memory.append(usage(pid)[1])


sys.exit(asyncio.run(main()))
