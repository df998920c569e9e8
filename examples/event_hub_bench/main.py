"""Measures the event hub from a module: throughput, latency, fan-out, duplicates. One JSON file per run."""

import json
import os
import pathlib
import platform
import signal
import sys
import time
import urllib.parse
import urllib.request
import uuid
from datetime import datetime, timezone

import hub

ME = "event_hub_bench"
# publishers, subscribers, bytes of data
SHAPES = [(1, 1, 256), (1, 10, 256), (2, 4, 256), (1, 1, 64), (1, 1, 1024), (1, 1, 16384)]
SECONDS = 1.0
WINDOW = 128
RATE, LATENCY_SECONDS = 500, 2.0
FAN_OUT, BROADCASTS, FAN_OUT_SECONDS = 50, 40, 3.0
PATIENCE = 5.0


class Stopped(Exception):
    """Somebody wants us to end."""


class Module:
    """What every module does: register, say that it is ready, answer the stop handshake."""

    def __init__(self):
        boot = json.loads(sys.stdin.readline() or "{}")
        self.token = boot.get("token") or sys.exit("no token on standard input: this program is started by Osprey's launcher")
        self.id = boot.get("module_id") or ME
        self._registry = f"http://127.0.0.1:{boot.get('registry_port') or os.environ['KITE_REGISTRY_PORT']}"
        self._beat = time.monotonic()
        self.hub = hub.Hub(boot.get("hub_url") or self._ask("/get/event_hub.metadata.ws_endpoint"), self.token)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        self._modules(
            "register", module_type="tool", name="Event hub benchmark",
            events_publish={f"{ME}.done": {"file": "string", "faults": "integer"}}, events_subscribe=["module.shutdown"])
        self._control = self.hub.connect(self._heard)
        self._control.send({"type": "subscribe", "events": ["module.shutdown"]})
        self.publish("module.ready", {"module_id": self.id})

    def publish(self, subject, data):
        self._control.send({"type": "event", "event_id": str(uuid.uuid4()), "event": subject, "data": data})

    def _heard(self, message):
        about = (message.get("data") or {}).get("module_id")
        if message.get("event") == "module.shutdown" and about in (self.id, None):
            raise Stopped()

    def wait_for_the_end(self):
        while True:
            self.hub.turn(1)
            if time.monotonic() - self._beat > 20:
                self._beat = time.monotonic()
                self._modules("heartbeat")

    def leave(self):
        self.publish("module.shutdown.ack", {"module_id": self.id, "estimated_cleanup": 1})
        self._modules("deregister")
        self.publish("module.shutdown.ready", {"module_id": self.id})

    def _modules(self, action, **about):
        return self._ask("/modules", json.dumps({"action": action, "module_id": self.id, **about}).encode())

    def _ask(self, path, body=None):
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        request = urllib.request.Request(self._registry + urllib.parse.quote(path), data=body, headers=headers)
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(request, timeout=5) as answer:
            return json.load(answer)


class Subscriber:
    """Expects every event of every publisher once and in order."""

    def __init__(self, load, subject):
        self.next = {}
        self.delivered = self.lost = self.doubled = self.disordered = 0
        self.ready = False
        self.arrived = lambda data: None
        self.connection = load.connect(self._heard)
        self.connection.send({"type": "subscribe", "events": [subject], "id": 1})

    def _heard(self, message):
        if message["type"] == "ack":
            self.ready = True
        if message["type"] != "event":
            return
        data = message["data"]
        due = self.next.get(data["p"], 0)
        if data["n"] < due:
            self.doubled += data["n"] == due - 1
            self.disordered += data["n"] != due - 1
            return
        self.lost += data["n"] - due
        self.next[data["p"]] = data["n"] + 1
        self.delivered += 1
        self.arrived(data)


class Publisher:
    """Publishes numbered events and counts what the hub acknowledges."""

    def __init__(self, load, subject, number, size=0):
        self.sent = self.acked = 0
        self.number = number
        self._head = f'{{"type":"event","event":"{subject}","event_id":"{uuid.uuid4()}-'
        self._pad = "x" * max(0, size - 40)
        self.connection = load.connect(self._heard)

    def _heard(self, message):
        self.acked += message["type"] == "ack"

    def send(self, count=1):
        texts = []
        for n in range(self.sent, self.sent + count):
            texts.append(f'{self._head}{n}","data":{{"p":{self.number},"n":{n},"pad":"{self._pad}"}}}}')
        self.sent += count
        self.connection.send(*texts)
        return texts


class Load:
    """Publishers and subscribers of one subject; all its connections end with it."""

    def __init__(self, module, publishers, subscribers, size=0):
        self.hub = module.hub
        self._connections = []
        subject = f"{ME}.load.{uuid.uuid4().hex[:12]}"
        self.subscribers = [Subscriber(self, subject) for _ in range(subscribers)]
        self.publishers = [Publisher(self, subject, p, size) for p in range(publishers)]
        self.until(lambda: all(s.ready for s in self.subscribers))

    def connect(self, heard):
        self._connections.append(self.hub.connect(heard))
        return self._connections[-1]

    def until(self, condition, seconds=PATIENCE):
        end = time.monotonic() + seconds
        while not condition() and time.monotonic() < end:
            self.hub.turn()
        return condition()

    def reached(self, publisher):
        return min(s.next.get(publisher.number, 0) for s in self.subscribers)

    def delivered(self):
        return sum(s.delivered for s in self.subscribers)

    def settle(self):
        """Waits for what is under way. Returns what is wrong, by name."""
        self.until(lambda: all(self.reached(p) >= p.sent and p.acked >= p.sent for p in self.publishers))
        missing = sum(p.sent - s.next.get(p.number, 0) for p in self.publishers for s in self.subscribers)
        return {
            "lost": missing + sum(s.lost for s in self.subscribers),
            "doubled": sum(s.doubled for s in self.subscribers),
            "disordered": sum(s.disordered for s in self.subscribers),
            "missing_acks": sum(p.sent - p.acked for p in self.publishers),
        }

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        for connection in self._connections:
            connection.close()


def throughput(module, publishers, subscribers, size):
    with Load(module, publishers, subscribers, size) as load:
        start = time.perf_counter()
        while time.perf_counter() - start < SECONDS:
            for publisher in load.publishers:
                room = min(publisher.acked, load.reached(publisher)) + WINDOW - publisher.sent
                if room >= WINDOW // 4:
                    publisher.send(room)
            load.hub.turn()
        seconds, delivered = time.perf_counter() - start, load.delivered()
        return {
            "publishers": publishers, "subscribers": subscribers, "bytes": size,
            "published_per_second": round(sum(p.sent for p in load.publishers) / seconds),
            "delivered_per_second": round(delivered / seconds), **load.settle()}


def latency(module):
    """From the moment at which an event was due, so that a stall counts for all that it holds up."""
    with Load(module, 1, 1, 256) as load:
        times, publisher, start = [], load.publishers[0], time.perf_counter()
        load.subscribers[0].arrived = lambda data: times.append(time.perf_counter() - start - data["n"] / RATE)
        while publisher.sent < RATE * LATENCY_SECONDS and time.perf_counter() - start < 2 * LATENCY_SECONDS:
            late = time.perf_counter() - start - publisher.sent / RATE
            if late >= 0:
                publisher.send()
            load.hub.turn(0 if late > -0.002 else -late - 0.002)
        faults = load.settle()
        return {"rate": RATE, "events": len(times), **percentiles(times), **faults}


def fan_out(module):
    """The time from one event until the last of many subscribers has it."""
    with Load(module, 1, FAN_OUT, 256) as load:
        times, publisher, end = [], load.publishers[0], time.monotonic() + FAN_OUT_SECONDS
        while publisher.sent < BROADCASTS and time.monotonic() < end:
            start = time.perf_counter()
            publisher.send()
            if load.until(lambda: load.reached(publisher) == publisher.sent):
                times.append(time.perf_counter() - start)
        return {"subscribers": FAN_OUT, "events": publisher.sent, **percentiles(times), **load.settle()}


def duplicates(module):
    """Every event twice with one id: acknowledged twice, delivered once."""
    with Load(module, 1, 1) as load:
        publisher = load.publishers[0]
        again = publisher.send(100)
        publisher.connection.send(*again)
        load.until(lambda: publisher.acked >= 200)
        publisher.acked -= 100
        faults = load.settle()
        return {"published": 200, "distinct": 100, "delivered": load.delivered() + faults["doubled"] + faults["disordered"], **faults}


def percentiles(times):
    ordered = sorted(times)
    if not ordered:
        return {}
    at = {"p50_us": 0.5, "p95_us": 0.95, "p99_us": 0.99, "max_us": 1}
    return {name: round(1e6 * ordered[min(len(ordered) - 1, int(len(ordered) * part))]) for name, part in at.items()}


def faults(result):
    parts = [*result["throughput"], result["latency"], result["fan_out"], result["duplicates"]]
    return sum(part[name] for part in parts for name in ("lost", "doubled", "disordered", "missing_acks"))


def run(module):
    now, start = datetime.now(timezone.utc), time.monotonic()
    result = {
        "module_id": module.id, "started_at": now.isoformat(), "hub": module.hub.url,
        "python": platform.python_version(), "machine": platform.platform(), "processors": os.cpu_count(),
        "throughput": [throughput(module, *shape) for shape in SHAPES],
        "latency": latency(module), "fan_out": fan_out(module), "duplicates": duplicates(module)}
    result["faults"] = faults(result)
    result["seconds"] = round(time.monotonic() - start, 1)
    folder = pathlib.Path(os.environ["KITE_MODULE_DATA"])
    file = folder / f"{now:%Y-%m-%d_%H-%M-%S}.json"
    half = folder / ".half.json"
    half.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    half.replace(file)
    for part in result["throughput"]:
        print("{publishers} -> {subscribers}, {bytes} B: {delivered_per_second:,} delivered/s".format(**part))
    print("latency at {rate}/s: p50 {p50_us} us, p99 {p99_us} us".format(**result["latency"]))
    print(f"faults: {result['faults']}; {file}")
    module.publish(f"{ME}.done", {"file": str(file), "faults": result["faults"]})


if __name__ == "__main__":
    module = Module()
    try:
        run(module)
        module.wait_for_the_end()
    except Stopped:
        module.leave()
    except (hub.HubError, OSError) as gone:
        sys.exit(f"the hub is gone, or does not want us: {gone}")
