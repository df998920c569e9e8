import { api } from "./api.js";

/** The event hub's WebSocket: a ticket for each connection, and again after a loss. */
export class Hub {
  /**
   * @param patterns what the page itself always listens to
   * @param on event: one of those; frame: anything else; open and lost: the connection; state: how it is, for people
   */
  constructor(patterns, on) {
    this.patterns = patterns;
    this.on = on;
    this.delay = 1000;
  }

  async open() {
    this.on.state("wait", "connecting");
    try {
      const ticket = await api("/api/v1/tickets", {});
      this.socket = new WebSocket(ticket.hub, ["osprey", "ticket." + ticket.ticket]);
    } catch (e) {
      this.again(e.message);
      return;
    }
    this.socket.onopen = () => {
      this.delay = 1000;
      this.on.state("good", "live");
      this.send({ type: "subscribe", events: this.patterns });
      this.on.open();
    };
    this.socket.onmessage = (message) => this.take(message.data);
    this.socket.onclose = (closed) => this.again(closed.reason || (closed.code === 1006 ? "" : "closed with " + closed.code));
  }

  again(reason) {
    const seconds = Math.round(this.delay / 1000);
    this.on.lost();
    this.on.state("bad", "no events" + (reason ? ": " + reason : "") + ", again in " + seconds + " s");
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
    if (frame.type === "event" && !frame.subscription) {
      this.on.event(frame);
    } else {
      this.on.frame(frame);
    }
  }

  /** Sends a frame; whether there is a connection to send it on. */
  send(frame) {
    const open = Boolean(this.socket) && this.socket.readyState === WebSocket.OPEN;
    if (open) {
      this.socket.send(JSON.stringify(frame));
    }
    return open;
  }
}
