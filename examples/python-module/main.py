"""A module in three moves: say what you are, handle events, publish your own."""

import time

import osprey

module = osprey.Module(
    name="Greeter",
    description="Greets whoever asks, and ticks once a second.",
    events_publish={"greeter.tick": {"count": "integer"}, "greeter.answer": {"text": "string"}},
    events_subscribe=["greeter.ask"],
    metadata={"language": "en"},
)


@module.on("greeter.ask")
def answer(event):
    who = event["data"].get("name", "whoever you are")
    module.publish("greeter.answer", {"text": f"Hello, {who}!", "to": event["source"]})


@module.on_shutdown
def goodbye(reason):
    print(f"stopping: {reason}")


with module:
    count = 0
    while module.running:
        count += 1
        module.publish("greeter.tick", {"count": count})
        module.wait(1.0)
