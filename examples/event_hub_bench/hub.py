"""The client side of the event hub for many connections on one thread. Python 3.8, standard library only."""

import base64
import json
import os
import random
import selectors
import socket
import struct
import urllib.parse

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


class HubError(Exception):
    """The hub refused something or is gone."""


class Connection:
    """One WebSocket. What it hears goes to ``heard``, a function of one message."""

    def __init__(self, hub, heard):
        self.heard = heard
        self._selector = hub.selector
        self._out = bytearray()
        self._in = bytearray()
        url = urllib.parse.urlsplit(hub.url)
        self._socket = socket.create_connection((url.hostname, url.port or 80), timeout=10)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall((
            f"GET {url.path or '/'} HTTP/1.1\r\nHost: {url.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nAuthorization: Bearer {hub.token}\r\n\r\n").encode())
        while b"\r\n\r\n" not in self._in:
            part = self._socket.recv(4096)
            if not part:
                raise HubError(f"{hub.url} closed the connection")
            self._in += part
        head, _, rest = bytes(self._in).partition(b"\r\n\r\n")
        if b" 101 " not in head.split(b"\r\n")[0] + b" ":
            raise HubError(f"{hub.url} answers {head[:200].decode('latin-1')}")
        self._in = bytearray(rest)
        self._socket.setblocking(False)
        self._selector.register(self._socket, selectors.EVENT_READ, self)

    def send(self, *messages):
        """Sends objects, or texts as they are; what the socket does not take goes with the next turns."""
        for message in messages:
            self._frame(TEXT, (message if isinstance(message, str) else json.dumps(message)).encode())
        self.flush()

    def _frame(self, opcode, payload):
        size, mask = len(payload), struct.pack("!I", random.getrandbits(32))
        if size < 126:
            head = struct.pack("!BB", 0x80 | opcode, 0x80 | size)
        elif size < 1 << 16:
            head = struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x80 | opcode, 0x80 | 127, size)
        pad = (mask * (size // 4 + 1))[:size]
        self._out += head + mask + (int.from_bytes(payload, "big") ^ int.from_bytes(pad, "big")).to_bytes(size, "big")

    def flush(self):
        try:
            while self._out:
                del self._out[:self._socket.send(self._out)]
        except BlockingIOError:
            pass  # the rest goes when the socket takes more
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if self._out else 0)
        self._selector.modify(self._socket, wanted, self)

    def read(self):
        try:
            part = self._socket.recv(1 << 18)
        except BlockingIOError:
            return
        if not part:
            raise HubError("the hub closed a connection")
        self._in += part
        at, end = 0, len(self._in)
        while end - at >= 2:
            opcode, size, start = self._in[at] & 0x0F, self._in[at + 1] & 0x7F, at + 2
            if size > 125:
                wide = 2 if size == 126 else 8
                if end - start < wide:
                    break
                size, start = int.from_bytes(self._in[start:start + wide], "big"), start + wide
            if end - start < size:
                break
            self._take(opcode, bytes(self._in[start:start + size]))
            at = start + size
        del self._in[:at]

    def _take(self, opcode, payload):
        if opcode == TEXT:
            message = json.loads(payload)
            if message.get("type") == "error":
                raise HubError(f"the hub says {message.get('code')}: {message.get('message')}")
            self.heard(message)
        elif opcode == PING:
            self._frame(PONG, payload)
            self.flush()
        elif opcode == CLOSE:
            code = int.from_bytes(payload[:2], "big")
            raise HubError(f"the hub closed a connection with {code} {payload[2:].decode('utf-8', 'replace')}")

    def close(self):
        self._selector.unregister(self._socket)
        self._socket.close()


class Hub:
    """Where connections come from, and what makes them move."""

    def __init__(self, url, token):
        self.url = url
        self.token = token
        self.selector = selectors.DefaultSelector()

    def connect(self, heard):
        return Connection(self, heard)

    def turn(self, seconds=0.01):
        """Waits at most so long for something, and handles what there is."""
        for key, events in self.selector.select(max(0, seconds)):
            if events & selectors.EVENT_WRITE:
                key.data.flush()
            if events & selectors.EVENT_READ:
                key.data.read()
