"""kairo.py SOCKET [TOKEN]: what a client written for Kairo does, with msgpack. Tells what went wrong, as JSON."""
import hashlib
import json
import os
import re
import socket
import struct
import sys
import threading

import msgpack

path = sys.argv[1]
token = sys.argv[2] if len(sys.argv) > 2 else None
failed = []
passed = 0
ABSENT = msgpack.ExtType(0, b"\0")


def check(name, right, seen):
    global passed
    if right:
        passed += 1
    else:
        failed.append("%s: %r" % (name, seen))


class Client:
    def __init__(self):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(60)
        self.socket.connect(path)
        self.file = self.socket.makefile("rb")
        self.pushed = []
        self.count = 0

    def frame(self, body, kind=1):
        self.socket.sendall(b"KA" + struct.pack(">BBI", 1, kind, len(body)) + body)

    def next(self):
        header = self.file.read(8)
        if len(header) < 8:
            return None
        magic, version, kind, length = struct.unpack(">2sBBI", header)
        assert magic == b"KA" and version == 1
        return kind, msgpack.unpackb(self.file.read(length), strict_map_key=False)

    def ask(self, method, params=None):
        self.count += 1
        self.frame(msgpack.packb({"id": self.count, "method": method, "params": params}))
        return self.answer(self.count)

    def answer(self, wanted):
        while True:
            kind, body = self.next()
            if kind == 2 and body["id"] == wanted:
                return body
            self.pushed.append((kind, body))

    def end(self, process):
        """Everything up to the end of a process."""
        while True:
            for kind, body in self.pushed:
                if kind == 3 and body["topic"] == "process.exit" and body["data"]["id"] == process:
                    return body["data"]["code"]
            self.pushed.append(self.next())

    def output(self, process):
        return b"".join(body["data"] for kind, body in self.pushed if kind == 4 and body.get("id") == process)


run = "p%d-" % os.getpid()
c = Client()
a = c.ask("system.get_metrics")
check("metrics", isinstance(a["result"]["cpu"]["usage"], int) and a["error"] == ABSENT, a)
check("devices", isinstance(c.ask("device.list", {})["result"], list), None)
a = c.ask("process.spawn", {"id": run + "a", "command": ["sh", "-c", "printf out; exit 7"]})
check("spawn", a["result"] == {"status": "spawned", "id": run + "a"}, a)
check("exit event", c.end(run + "a") == 7, c.pushed)
check("output", c.output(run + "a") == b"out", c.pushed)
check("exit last", c.pushed[-1][0] == 3, c.pushed[-1])
a = c.ask("process.spawn", {"id": "x"})
check("missing", a["error"] == "Missing params: id, command" and a["result"] is None, a)
a = c.ask("process.stdout.subscribe", {"pid": run + "l", "mode": "line"})
subscription = a["result"]["subscriptionId"]
check("subscribe", re.fullmatch("stream_[0-9a-f]{8}", subscription), a)
c.ask("process.spawn", {"id": run + "l", "command": ["printf", "one\\ntwo\\n"]})
c.end(run + "l")
lines = [body["data"] for kind, body in c.pushed if kind == 4 and body.get("subscriptionId") == subscription]
check("lines", lines == [b"one\n", b"two\n"], lines)

size = 100_000_000
sent = hashlib.sha256()
c.ask("process.spawn", {"id": run + "c", "command": ["cat"]})


def write():
    writer = Client()
    for at in range(0, size, 250_000):
        piece = os.urandom(250_000)
        sent.update(piece)
        answer = writer.ask("process.stdin.write", {"id": run + "c", "data": piece})
        if answer["result"] is None:
            check("write", False, answer)
        writer.pushed.clear()
    writer.ask("process.stdin.close", {"id": run + "c"})


back = hashlib.sha256()
got = 0
writing = threading.Thread(target=write)
writing.start()
while True:
    kind, body = c.next()
    if kind == 4 and body.get("id") == run + "c":
        back.update(body["data"])
        got += len(body["data"])
    elif kind == 3 and body["topic"] == "process.exit" and body["data"]["id"] == run + "c":
        break
writing.join()
check("100 MB through cat", got == size and back.digest() == sent.digest(), got)

c.frame(msgpack.packb(None))
kind, a = c.next()
check("nil", a["error"] == "Unknown method: undefined" and a["id"] == ABSENT, a)
c.frame(msgpack.packb({"id": 2**63, "method": "kernel.ping"}))
check("an id of 64 bits", c.answer(2**63)["result"]["pong"], None)
half = Client()
half.socket.sendall(b"KA\1\1\0\0\1\0half")
half.socket.shutdown(socket.SHUT_WR)
check("half a frame", half.file.read() == b"", None)
huge = Client()
huge.socket.sendall(b"KA\1\1\xff\xff\xff\xff")
kind, a = huge.next()
check("4 GiB", a["error"].startswith("Frame of 4294967295 bytes"), a)
try:
    check("then closed", huge.next() is None, None)
except ConnectionResetError:
    check("then closed", True, None)
check("the other goes on", c.ask("kernel.ping")["result"]["pong"], None)

wrong = Client()
for i in range(3):
    a = wrong.ask("identify", {"token": "0" * 64})
    check("wrong token", a["error"] == "Token refused", a)
try:
    check("third wrong token", wrong.next() is None, None)
except ConnectionResetError:
    check("third wrong token", True, None)
if token:
    known = Client()
    a = known.ask("identify", {"token": token})
    check("identify", a["result"]["role"] == "admin", a)
    a = known.ask("host.info", {})
    check("a tool is a method", isinstance(a["result"], dict), a)
print(json.dumps({"passed": passed, "failed": failed}))
