#!/usr/bin/env python3
"""Load on a running `zufolge serve`: connections that ask without a pause, and how long the answers take.

    benches/load.py http://127.0.0.1:7070 --pid PID [--seconds 60] [--connections 64] [--path PATH …]

Without --path it posts articles of about 3 kB, each another one, to /api/v1/read. With paths it gets those in turn. --pid tells the
server's processor time and memory, which say more than the clock on a machine that does other things too.
"""
import argparse, asyncio, json, os, pathlib, sys, time
from urllib.parse import urlsplit

ROOT = pathlib.Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")


def bodies():
    """Articles of about 3 kB: two of ours together, every pair."""
    texts = [path.read_text() for path in sorted((ROOT / "fixtures/articles").glob("*.txt"))]
    for one in texts:
        for two in texts:
            yield json.dumps({"text": (one + "\n\n" + two)[:2900], "outlet": "Nordkurier"}).encode()


def usage(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    cpu = (int(fields[11]) + int(fields[12])) / TICKS
    resident = next(int(line.split()[1]) for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return cpu, resident / 1024


async def client(host, port, requests, end, times, statuses):
    reader, writer = await asyncio.open_connection(host, port)
    while time.monotonic() < end:
        start = time.monotonic()
        writer.write(next(requests))
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
        await reader.readexactly(length)
        times.append(time.monotonic() - start)
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
    args = parser.parse_args()
    url = urlsplit(args.base)

    def posts():
        made = [b"POST /api/v1/read HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(body) + body
                for body in bodies()]
        while True:
            yield from made

    def gets():
        while True:
            for path in args.path:
                yield b"GET %s HTTP/1.1\r\nhost: localhost\r\naccept: */*\r\n\r\n" % path.encode()

    times, statuses = [], {}
    requests = gets() if args.path else posts()
    cpu, before = usage(args.pid)
    start = time.monotonic()
    memory = []
    end = start + args.seconds
    watch = asyncio.create_task(watcher(args.pid, end, memory))
    await asyncio.gather(*(client(url.hostname, url.port, requests, end, times, statuses) for _ in range(args.connections)))
    await watch
    took = time.monotonic() - start
    cpu = usage(args.pid)[0] - cpu
    times.sort()
    at = lambda share: times[min(len(times) - 1, int(share * len(times)))] * 1000
    load = os.getloadavg()[0]
    print(f"{len(times)} answers in {took:.1f} s over {args.connections} connections: {len(times) / took:.0f} a second; {statuses}")
    print(f"latency p50 {at(.5):.0f} ms, p90 {at(.9):.0f} ms, p99 {at(.99):.0f} ms, max {times[-1] * 1000:.0f} ms")
    print(f"server: {cpu:.1f} s of processor time, {cpu / len(times) * 1000:.2f} ms an answer, {cpu / took:.2f} cores on average; load of the machine {load:.1f}")
    print(f"memory: {before:.0f} MiB before, " + ", ".join(f"{one:.0f}" for one in memory) + " MiB during")
    return 0 if set(statuses) <= {"200"} else 1


async def watcher(pid, end, memory):
    while (left := end - time.monotonic()) > 0:
        await asyncio.sleep(min(10, left))
        memory.append(usage(pid)[1])


sys.exit(asyncio.run(main()))
