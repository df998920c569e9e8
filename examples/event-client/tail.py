#!/usr/bin/env python3
"""Listens to Osprey's events, or publishes one. Needs Python 3.8 and nothing else.

    tail.py [--count N] PATTERN...   prints each event that matches as one line of JSON, N of them or without end
    tail.py --publish SUBJECT JSON   publishes JSON as the data of an event and waits for the ack

The address is read from $OSPREY_HOME/run/endpoints.json, the token from $OSPREY_TOKEN or
$OSPREY_HOME/secrets/admin.token; OSPREY_HOME is ~/.osprey unless set.
"""
import base64
import hashlib
import json
import os
import pathlib
import socket
import struct
import sys
import urllib.parse
import uuid

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
MOST = 64 << 20


class WebSocket:
    """As much of RFC 6455 as a client of the hub needs."""

    def __init__(self, address, token):
        url = urllib.parse.urlsplit(address)
        self.socket = socket.create_connection((url.hostname, url.port), timeout=10)
        self.stream = self.socket.makefile("rb")
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((
            f"GET {url.path} HTTP/1.1\r\nHost: {url.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nAuthorization: Bearer {token}\r\n\r\n").encode())
        status = self.stream.readline(8192).decode().strip()
        headers = {}
        while (line := self.stream.readline(8192).decode().strip()):
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        if " 101 " not in status + " ":
            body = self.stream.read(int(headers.get("content-length", 0))).decode()
            raise SystemExit(f"The hub refused the connection: {status} {body}")
        accept = hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()
        if headers.get("sec-websocket-accept") != base64.b64encode(accept).decode():
            raise SystemExit(f"{address} is no WebSocket")
        self.socket.settimeout(None)

    def frame(self, opcode, payload):
        size = len(payload)
        if size < 126:
            head = struct.pack("!BB", 0x80 | opcode, 0x80 | size)
        elif size < 1 << 16:
            head = struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x80 | opcode, 0x80 | 127, size)
        mask = os.urandom(4)
        pad = (mask * (size // 4 + 1))[:size]
        masked = (int.from_bytes(payload, "big") ^ int.from_bytes(pad, "big")).to_bytes(size, "big")
        self.socket.sendall(head + mask + masked)

    def send(self, message):
        self.frame(TEXT, json.dumps(message, ensure_ascii=False).encode())

    def read(self, count):
        data = self.stream.read(count)
        if len(data) < count:
            raise SystemExit("The hub has closed the connection")
        return data

    def messages(self):
        """Yields the text of each message; the hub does not fragment."""
        while True:
            first, size = self.read(2)
            if size == 126:
                size, = struct.unpack("!H", self.read(2))
            elif size == 127:
                size, = struct.unpack("!Q", self.read(8))
            if size > MOST:
                raise SystemExit(f"A frame of {size} bytes is too large")
            payload = self.read(size)
            opcode = first & 15
            if opcode == PING:
                self.frame(PONG, payload)
            elif opcode == CLOSE:
                code = struct.unpack("!H", payload[:2])[0] if size > 1 else 1005
                raise SystemExit(f"The hub has closed the connection: {code} {payload[2:].decode()}")
            elif opcode == TEXT:
                yield payload.decode()


def connect():
    home = pathlib.Path(os.environ.get("OSPREY_HOME") or pathlib.Path.home() / ".osprey")
    try:
        address = json.loads((home / "run/endpoints.json").read_text())["hub"]
        token = os.environ.get("OSPREY_TOKEN") or (home / "secrets/admin.token").read_text().strip()
    except (OSError, KeyError) as problem:
        raise SystemExit(f"Osprey does not run in {home}, or OSPREY_HOME is another folder: {problem}")
    try:
        return WebSocket(address, token)
    except OSError as problem:
        raise SystemExit(f"No hub answers at {address}: {problem}")


def tail(patterns, count):
    hub = connect()
    hub.send({"type": "subscribe", "events": patterns})
    for text in hub.messages():
        failed = json.loads(text).get("type") == "error"
        print(text, file=sys.stderr if failed else sys.stdout, flush=True)
        count -= not failed
        if count == 0:
            return


def publish(subject, data):
    event_id = str(uuid.uuid4())
    event = {"type": "event", "event_id": event_id, "event": subject, "data": json.loads(data)}
    hub = connect()
    hub.send(event)
    for text in hub.messages():
        answer = json.loads(text)
        if answer.get("type") == "error":
            raise SystemExit(f"{answer['message'].rstrip('.')}. {answer.get('remedy') or ''}".strip())
        if answer.get("event_id") == event_id:
            hub.frame(CLOSE, struct.pack("!H", 1000))
            print(text)
            return


def main(arguments):
    if len(arguments) == 3 and arguments[0] == "--publish":
        publish(arguments[1], arguments[2])
    elif len(arguments) > 2 and arguments[0] == "--count" and arguments[1].isdigit():
        tail(arguments[2:], int(arguments[1]))
    elif arguments and not arguments[0].startswith("-"):
        tail(arguments, -1)
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(130)
