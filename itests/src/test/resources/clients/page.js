// In the console's page, with a ticket as every page gets one. window.client tells what it heard.
(async (name, count) => {
  const asked = await fetch("/api/v1/tickets", { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" });
  const { hub, ticket } = await asked.json();
  const socket = new WebSocket(hub, ["osprey", "ticket." + ticket]);
  const client = { heard: [], acks: [], closed: 0 };
  window.client = client;
  client.publish = () => {
    for (let n = 0; n < count; n++) {
      socket.send(JSON.stringify({ type: "event", event_id: name + "-" + n, event: "itest.clients." + name, data: { n } }));
    }
  };
  client.close = () => socket.close();
  socket.onclose = (end) => (client.closed = end.code);
  await new Promise((ready, refused) => {
    socket.onerror = refused;
    socket.onopen = () => socket.send(JSON.stringify({ type: "subscribe", events: ["itest.clients.>"], id: "s" }));
    socket.onmessage = (frame) => {
      const message = JSON.parse(frame.data);
      if (message.id === "s") {
        ready();
      } else if (message.type === "ack") {
        client.acks.push(message.event_id);
      } else {
        client.heard.push(message);
      }
    };
  });
  return "ready";
})
