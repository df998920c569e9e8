import { api } from "./api.js";

/** Whether a subject matches a hub pattern. */
export function matches(pattern, subject) {
  const want = pattern.split(".");
  const have = subject.split(".");
  for (let i = 0; i < want.length; i++) {
    if (want[i] === ">" && i === want.length - 1) {
      return have.length > i;
    }
    if (i >= have.length || (want[i] !== "*" && want[i] !== have[i])) {
      return false;
    }
  }
  return want.length === have.length;
}

/** The event hub's WebSocket: a ticket for each connection, and again after a loss. */
export class Hub {
  constructor(onEvent, onState, onError) {
    this.onEvent = onEvent;
    this.onState = onState;
    this.onError = onError;
    this.patterns = new Set();
    this.delay = 1000;
  }

  async open() {
    this.onState("wait", "connecting");
    try {
      const ticket = await api("/api/v1/tickets", {});
      this.socket = new WebSocket(ticket.hub, ["osprey", "ticket." + ticket.ticket]);
    } catch (e) {
      this.lost(e.message);
      return;
    }
    this.socket.onopen = () => {
      this.delay = 1000;
      this.onState("good", "live");
      this.send("subscribe", [...this.patterns]);
    };
    this.socket.onmessage = (message) => this.take(message.data);
    this.socket.onclose = (closed) => this.lost(closed.reason);
  }

  lost(reason) {
    const seconds = Math.round(this.delay / 1000);
    this.onState("bad", "no events" + (reason ? ": " + reason : "") + ", again in " + seconds + " s");
    setTimeout(() => this.open(), this.delay);
    this.delay = Math.min(this.delay * 2, 15000);
  }

  take(data) {
    let frame;
    try {
      frame = JSON.parse(data);
    } catch (e) {
      return;
    }
    if (frame.type === "event" && typeof frame.event === "string") {
      this.onEvent(frame);
    } else if (frame.type === "error") {
      this.onError(frame.message);
    }
  }

  /** Asks for exactly these patterns. */
  want(patterns) {
    const wanted = new Set(patterns);
    this.send("subscribe", patterns.filter((pattern) => !this.patterns.has(pattern)));
    this.send("unsubscribe", [...this.patterns].filter((pattern) => !wanted.has(pattern)));
    this.patterns = wanted;
  }

  send(type, events) {
    if (events.length > 0 && this.socket && this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify({ type, events }));
    }
  }
}
