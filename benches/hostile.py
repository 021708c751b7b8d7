#!/usr/bin/env python3
"""Ten thousand hostile requests to a running `zufolge serve --token-file …`, none of which has a token that may write.

    benches/hostile.py http://127.0.0.1:7070 --read-token TOKEN [--requests 10000]

Scripts in every field, tricks with paths and hosts, broken UTF-8, huge headers, bodies that lie about their length or never end. Fails
if the server goes away, answers 500, accepts a write, or sends something back as markup that came in as text. The draw is the same each run.
"""
import argparse, collections, json, random, socket, sys
from urllib.parse import quote, urlsplit

EVIL = ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</textarea><svg onload=alert(1)>", "javascript:alert(1)", "{{7*7}}",
        "'; DROP TABLE record; --", "\x00", "\u202e\ufeff\U0001f6b2" * 20, "../" * 12 + "etc/passwd", "%2e%2e%2f" * 6, "A" * 5000, "\" OR NEAR(\"", "*", "c1 OR 1=1",
        "-1", "99999999999999999999999", "\r\nx-evil: 1", "\ud800".encode("utf-16", "surrogatepass").hex()]
PATHS = ["/", "/read", "/search?q=%s", "/sources?q=%s", "/sources/%s", "/claims/%s", "/articles/%s", "/articles/%s?version=%s", "/articles/%s/correct?version=1&attribution=%s",
         "/assets/%s", "/login", "/logout", "/api", "/metrics", "/healthz", "/?since=%s&until=%s&outlet=%s&naming=%s&stance=%s&order=%s", "/read?lang=%s",
         "/api/v1/articles?limit=%s&offset=%s", "/api/v1/articles/%s", "/api/v1/claims/%s", "/api/v1/claims?since=%s&stance=%s", "/api/v1/entities?q=%s", "/api/v1/entities/%s",
         "/api/v1/entities/%s/positions", "/api/v1/search?q=%s", "/api/v1/stats?outlet=%s", "/api/v1/corrections", "/api/v1/read", "/api/v1/read/bulk", "/sources/%s/merge", "/sources/%s/split"]
WRITES = ["/api/v1/articles", "/api/v1/corrections", "/sources/e1/merge", "/sources/e1/split", "/articles/%s/correct"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base")
    parser.add_argument("--read-token", required=True)
    parser.add_argument("--requests", type=int, default=10000)
    args = parser.parse_args()
    url = urlsplit(args.base)
    dice = random.Random(8)
    seen, faults = collections.Counter(), []

    def evil():
        return dice.choice(EVIL)

    def filled(path):
        while "%s" in path:
            path = path.replace("%s", quote(evil(), safe=""), 1)
        return path

    def body():
        kind = dice.randrange(6)
        if kind == 0:
            return "application/json", json.dumps({dice.choice(["text", "html", "url", "outlet", "id", evil()]): evil() for _ in range(3)}).encode()
        if kind == 1:
            return "application/x-www-form-urlencoded", "&".join(f"{name}={quote(evil(), safe='')}" for name in ["change", "attribution", "version", "with", "article", "token", "note"]).encode()
        if kind == 2:
            parts = "".join(f'--b\r\nContent-Disposition: form-data; name="{name}"; filename="{evil()[:40]}"\r\n\r\n{evil()}\r\n' for name in ["text", "file", "url", "outlet", "published", "keep"])
            return "multipart/form-data; boundary=b", (parts + dice.choice(["--b--\r\n", ""])).encode("utf-8", "replace")
        if kind == 3:
            return dice.choice(["text/plain", "application/json", "application/xml", "application/octet-stream"]), dice.randbytes(dice.randrange(3000))
        if kind == 4:
            return "application/xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;&x;">]><nitf>&y;</nitf>'
        return "text/html", ("<div>" * 5000 + evil()).encode("utf-8", "replace")

    def request(number):
        write = number % 5 == 0
        path = filled(dice.choice(WRITES if write else PATHS))
        method = "POST" if write else dice.choice(["GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "TRACE", "EVIL"])
        host = dice.choice(["localhost"] * 12 + ["evil.example", "127.0.0.1.evil.example", ""])
        headers = [f"host: {host}", "accept: text/html"]
        token = dice.choice([None, args.read_token, args.read_token, "x" * 40, evil().encode("ascii", "ignore").decode().replace("\r\n", "")])
        if token is not None:
            headers.append(dice.choice([f"authorization: Bearer {token}", f"cookie: zufolge_token={token}; lang={'../' * 9}"]))
        if dice.randrange(20) == 0:
            headers.append("x-long: " + "y" * dice.choice([10_000, 100_000]))
        if dice.randrange(20) == 0:
            headers += [f"x-{index}: 1" for index in range(200)]
        if dice.randrange(6) == 0:
            headers.append(dice.choice(["origin: http://evil.example", "sec-fetch-site: cross-site", "origin: null"]))
        kind, data = body() if method not in ("GET", "HEAD") else ("", b"")
        length = len(data)
        lie = dice.randrange(12)
        if lie == 0:
            length += 50
        elif lie == 1:
            length = max(0, length - 20)
        elif lie == 2:
            length = 10**12
        if kind:
            headers += [f"content-type: {kind}", f"content-length: {length}"]
        head = f"{method} {path} HTTP/1.1\r\n" + "\r\n".join(headers) + "\r\nconnection: close\r\n\r\n"
        if dice.randrange(40) == 0:
            return path, True, dice.randbytes(200), write
        return path, length > len(data), head.encode("utf-8", "replace") + data, write

    for number in range(args.requests):
        path, cut, raw, write = request(number)
        try:
            with socket.create_connection((url.hostname, url.port), timeout=20) as connection:
                connection.settimeout(20)
                try:
                    connection.sendall(raw)
                    if cut:
                        connection.shutdown(socket.SHUT_WR)
                except OSError:
                    pass
                answer = b""
                try:
                    while len(answer) < 1 << 20 and (piece := connection.recv(65536)):
                        answer += piece
                except OSError:
                    pass
        except OSError as error:
            faults.append(f"{number} {path[:80]}: the server is gone ({error})")
            break
        status = answer[9:12].decode("ascii", "replace") if answer.startswith(b"HTTP/1.1 ") else "closed"
        seen[status] += 1
        page = answer.split(b"\r\n\r\n", 1)[-1]
        if status.startswith("5") and status != "503":
            faults.append(f"{number} {path[:80]}: {status} {page[:120]!r}")
        if write and status in ("200", "201", "303") and b"location: /login" not in answer.lower():
            faults.append(f"{number} {path[:80]}: a write was answered {status}")
        if b"text/html" in answer.split(b"\r\n\r\n", 1)[0].lower():
            for markup in (b"<script>", b"<img ", b"<svg onload", b"onerror=alert(1)>"):
                if markup in page:
                    faults.append(f"{number} {path[:80]}: {markup!r} came back as markup")
        if b"\r\nx-evil:" in answer.split(b"\r\n\r\n", 1)[0].lower():
            faults.append(f"{number} {path[:80]}: a header was smuggled in")
    print(f"{sum(seen.values())} hostile requests: {dict(sorted(seen.items()))}")
    for fault in faults[:20]:
        print(fault, file=sys.stderr)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
