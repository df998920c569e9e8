// client.mjs HUB TOKEN NAME COUNT: with the WebSocket that Node brings along. Says "ready", waits for a line, publishes, tells what it heard.
const [hub, token, name, count] = process.argv.slice(2);
const heard = [];
const acks = [];
const socket = new WebSocket(hub, ["osprey", "bearer." + token]);
const give_up = setTimeout(() => fail("not all heard: " + heard.length + ", acknowledged: " + acks.length), 60000);

function fail(why) {
  console.error(why);
  process.exit(1);
}

function publish() {
  for (let n = 0; n < count; n++) {
    socket.send(JSON.stringify({ type: "event", event_id: name + "-" + n, event: "itest.clients." + name, data: { n } }));
  }
}

socket.onopen = () => socket.send(JSON.stringify({ type: "subscribe", events: ["itest.clients.>"], id: "s" }));
socket.onclose = (end) => fail("closed with " + end.code);
socket.onmessage = (frame) => {
  const message = JSON.parse(frame.data);
  if (message.id === "s") {
    console.log("ready");
    process.stdin.once("data", publish);
  } else if (message.type === "ack") {
    acks.push(message.event_id);
  } else {
    heard.push(message);
  }
  if (heard.length === 2 * count && acks.length === +count) {
    clearTimeout(give_up);
    socket.onclose = null;
    socket.close();
    process.stdin.destroy();
    console.log(JSON.stringify({ heard, acks }));
  }
};
