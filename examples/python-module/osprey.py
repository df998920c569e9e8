"""Osprey's client for Python modules in one file, standard library only. Copy it next to your program."""

import base64
import json
import os
import signal
import socket
import struct
import sys
import threading
import traceback
import urllib.error
import urllib.parse
import urllib.request
import uuid
from datetime import datetime, timezone

MAX_FRAME = 1 << 20


class Module:
    """Your module: registers itself, hears and publishes events, and leaves politely when asked to.

    Use it in a ``with`` block; inside, ``publish`` as you like and loop ``while module.running``.
    Handlers run one after another on a thread of their own.
    """

    def __init__(self, **about):
        boot = json.loads(sys.stdin.readline() or "{}")
        self._token = boot.get("token", "")
        if not self._token:
            sys.exit("no token on standard input: this program is started by Osprey's launcher")
        self.id = boot.get("module_id") or os.path.basename(os.environ.get("KITE_MODULE_DATA", "module"))
        port = boot.get("registry_port") or os.environ["KITE_REGISTRY_PORT"]
        self._registry = f"http://127.0.0.1:{port}"
        self._about = about
        self._handlers = {"module.shutdown": self._leave}
        self._goodbye = lambda reason: None
        self._over = threading.Event()
        self._socket = None
        signal.signal(signal.SIGTERM, lambda *_: self._over.set())

    # What you use ---------------------------------------------------------------------------------

    @property
    def running(self):
        """False once the module should stop."""
        return not self._over.is_set()

    def wait(self, seconds):
        """Sleeps, but wakes at once when the module should stop."""
        self._over.wait(seconds)

    def on(self, subject):
        """Decorator: calls the function with each event of this subject (id, subject, source, data)."""
        return lambda function: self._handlers.setdefault(subject, function)

    def on_shutdown(self, function):
        """Decorator: calls the function with the reason before the module ends; the place to clean up."""
        self._goodbye = function
        return function

    def publish(self, subject, data=None):
        """Publishes an event. While the hub is away it is lost."""
        self._send({
            "type": "event",
            "event_id": str(uuid.uuid4()),
            "event": subject,
            "source": self.id,
            "timestamp": datetime.now(timezone.utc).isoformat(),
            "data": data or {},
        })

    # How it works ---------------------------------------------------------------------------------

    def __enter__(self):
        self._connect()
        threading.Thread(target=self._listen, name="osprey-events", daemon=True).start()
        threading.Thread(target=self._heartbeat, name="osprey-heartbeat", daemon=True).start()
        return self

    def __exit__(self, *failure):
        self._over.set()
        try:
            self._post({"action": "deregister", "module_id": self.id})
        except OSError:
            pass  # Osprey does it when the process has ended
        self._socket.close()

    def _connect(self):
        self._register()
        self._socket = WebSocket(self._get("event_hub.metadata.ws_endpoint"), self._token)
        self._send({"type": "subscribe", "events": list(self._handlers)})
        self.publish("module.ready", {"module_id": self.id})

    def _register(self):
        self._post({"action": "register", "module_id": self.id, "module_type": "service", **self._about})

    def _listen(self):
        try:
            while self.running:
                for frame in self._socket:
                    self._handle(json.loads(frame))
                if self.running and not self._reconnect():
                    break  # Osprey is gone, and so are we
        finally:
            self._over.set()

    def _reconnect(self):
        for pause in (0.2, 0.5, 1, 2, 4):
            if self._over.wait(pause):
                return False
            try:
                self._connect()
                return True
            except OSError as failure:
                print(f"no connection: {failure}", file=sys.stderr)
        return False

    def _handle(self, message):
        kind, subject = message.get("type"), message.get("event")
        if kind == "ping":
            self._send({"type": "pong"})
        elif kind == "error":
            print(f"the hub says: {message.get('message')}", file=sys.stderr)
        elif kind == "event" and subject in self._handlers:
            event = {
                "id": message.get("event_id"),
                "subject": subject,
                "source": message.get("source"),
                "data": message.get("data") or {},
            }
            try:
                self._handlers[subject](event)
            except Exception:  # one bad event must not end the module
                traceback.print_exc()

    def _heartbeat(self):
        while not self._over.wait(20):
            try:
                try:
                    self._post({"action": "heartbeat", "module_id": self.id})
                except urllib.error.HTTPError:
                    self._register()  # the registry has forgotten us
            except OSError as failure:
                print(f"no heartbeat: {failure}", file=sys.stderr)

    def _leave(self, event):
        if event["data"].get("module_id") not in (self.id, None):
            return
        self.publish("module.shutdown.ack", {"module_id": self.id, "estimated_cleanup": 2})
        try:
            self._goodbye(event["data"].get("reason", ""))
        finally:
            self.publish("module.shutdown.ready", {"module_id": self.id})
            self._over.set()

    def _send(self, message):
        try:
            self._socket.send(json.dumps(message))
        except OSError:
            pass  # the listening thread sees it too, and connects again

    def _post(self, body):
        return self._request("/modules", json.dumps(body).encode())

    def _get(self, path):
        return self._request("/get/" + urllib.parse.quote(path))

    def _request(self, path, body=None):
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        request = urllib.request.Request(self._registry + path, data=body, headers=headers)
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(request, timeout=5) as answer:
            return json.load(answer)


class WebSocket:
    """The client side of RFC 6455, as far as text messages go. Iterate over it to receive."""

    def __init__(self, url, token):
        address = urllib.parse.urlsplit(url)
        self._socket = socket.create_connection((address.hostname, address.port or 80), timeout=10)
        self._reader = self._socket.makefile("rb")
        self._lock = threading.Lock()
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall((
            f"GET {address.path or '/'} HTTP/1.1\r\nHost: {address.netloc}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            f"Authorization: Bearer {token}\r\n\r\n").encode())
        status = self._reader.readline().decode("latin-1").strip()
        while self._reader.readline() not in (b"\r\n", b""):
            pass
        if " 101 " not in status + " ":
            raise ConnectionError(f"{url} answers {status or 'nothing'}")
        self._socket.settimeout(None)

    def send(self, text):
        self._frame(1, text.encode())

    def close(self):
        try:
            self._frame(8, struct.pack("!H", 1000))
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # closed already
        self._socket.close()

    def __iter__(self):
        message = b""
        try:
            while True:
                head, length = self._reader.read(1)[0], self._reader.read(1)[0] & 0x7F
                if length > 125:
                    size, form = (2, "!H") if length == 126 else (8, "!Q")
                    length = struct.unpack(form, self._reader.read(size))[0]
                if length + len(message) > MAX_FRAME * 2:
                    return
                payload, opcode = self._reader.read(length), head & 0x0F
                if opcode == 8:
                    return
                if opcode == 9:
                    self._frame(10, payload)
                elif opcode in (0, 1, 2):
                    message += payload
                    if head & 0x80:
                        yield message.decode()
                        message = b""
        except (OSError, IndexError, ValueError, struct.error):
            return  # the connection is gone

    def _frame(self, opcode, payload):
        mask, length = os.urandom(4), len(payload)
        if length < 126:
            size = struct.pack("!B", 0x80 | length)
        elif length < 1 << 16:
            size = struct.pack("!BH", 0x80 | 126, length)
        else:
            size = struct.pack("!BQ", 0x80 | 127, length)
        keys = mask * (length // 4 + 1)
        masked = bytes(byte ^ key for byte, key in zip(payload, keys))
        with self._lock:
            self._socket.sendall(bytes([0x80 | opcode]) + size + mask + masked)
