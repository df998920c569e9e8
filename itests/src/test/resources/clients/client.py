"""client.py HUB TOKEN NAME COUNT: with Debian's python3-websockets. Says "ready", waits for a line, publishes, tells what it heard."""
import asyncio
import json
import sys

import websockets

HUB, TOKEN, NAME, COUNT = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])


async def main():
    heard, acks = [], []
    async with websockets.connect(HUB, subprotocols=["osprey", "bearer." + TOKEN]) as hub:
        await hub.send(json.dumps({"type": "subscribe", "events": ["itest.clients.>"], "id": "s"}))
        assert json.loads(await hub.recv()) == {"type": "ack", "id": "s"}
        print("ready", flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
        publishing = asyncio.ensure_future(publish(hub))
        while len(heard) < 2 * COUNT or len(acks) < COUNT:
            message = json.loads(await asyncio.wait_for(hub.recv(), 20))
            if message["type"] == "ack":
                acks.append(message["event_id"])
            else:
                heard.append(message)
        await publishing
    print(json.dumps({"heard": heard, "acks": acks}), flush=True)


async def publish(hub):
    for n in range(COUNT):
        event = {"type": "event", "event_id": f"{NAME}-{n}", "event": f"itest.clients.{NAME}", "data": {"n": n}}
        await hub.send(json.dumps(event))


asyncio.run(main())
