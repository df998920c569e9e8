import { Problem } from "./api.js";

const AGO = { "10m": 600000, "1h": 3600000 };

/** Where to begin, as a subscription says it; undefined for now. */
function place(from) {
  if (AGO[from]) {
    return new Date(Date.now() - AGO[from]).toISOString();
  }
  return from === "last" ? "last" : /^\d{1,16}$/.test(from) ? Number(from) : undefined;
}

const clock = (time) => time.toTimeString().slice(0, 8);

/**
 * What the page of events listens to: a subscription of its own, which never ends the connection because the page is slow, tells
 * what it lost, and after a loss of the connection goes on behind the last event.
 */
export class Feed {
  /** @param on event, gap: a frame, in its place; note: a remark, in its place; state: whether kept events are being read */
  constructor(hub, on) {
    this.hub = hub;
    this.on = on;
    this.number = 0;
    this.name = null;
    this.pattern = null;
  }

  /** Begins anew with this. */
  choose(pattern, from) {
    if (this.name) {
      this.hub.send({ type: "unsubscribe", name: this.name });
    }
    this.pattern = pattern;
    this.from = from;
    this.last = null;
    this.since = null;
    this.gone = null;
    this.subscribe(place(from));
  }

  subscribe(from) {
    this.number++;
    this.name = "view-" + this.number;
    this.asked = from;
    this.reading = from !== undefined;
    const frame = { type: "subscribe", id: this.name, name: this.name, events: [this.pattern], policy: "drop-oldest", from };
    if (this.hub.send(frame)) {
      this.on.state(this.reading);
    }
  }

  /** There is a connection. */
  open() {
    if (this.pattern === null) {
      return;
    }
    if (this.gone === null) {
      this.subscribe(place(this.from));
      return;
    }
    const lost = "The connection was lost at " + clock(this.gone) + " and is back since " + clock(new Date());
    this.gone = null;
    if (this.last !== null) {
      this.on.note("wait", lost + ". Going on behind number " + this.last + ".");
      this.subscribe(this.last + 1);
    } else {
      this.on.note("wait", lost + ".");
      this.subscribe(this.since || place(this.from));
    }
  }

  /** There is none any more. */
  lost() {
    if (this.gone === null && this.since) {
      this.gone = new Date();
    }
  }

  take(frame, problem) {
    if (frame.type === "event" && frame.subscription === this.name) {
      this.last = typeof frame.sequence === "number" ? frame.sequence : this.last;
      this.on.event(frame, this.reading);
    } else if (frame.type === "gap" && frame.subscription === this.name) {
      this.on.gap(frame);
    } else if (frame.type === "synced" && frame.subscription === this.name) {
      this.reading = false;
      this.on.state(false);
    } else if (frame.type === "ack" && frame.id === this.name) {
      this.since = this.since || new Date().toISOString();
    } else if (frame.type === "error" && frame.id === this.name) {
      this.refused(frame, problem);
    } else if (frame.type === "error") {
      problem(new Problem(frame.message, frame.remedy, frame.code));
    }
  }

  /** Without what was kept it goes on with what comes. */
  refused(error, problem) {
    this.on.state(false);
    if (this.asked === undefined) {
      problem(new Problem(error.message, error.remedy, error.code));
      return;
    }
    const missing = this.since ? "What happened meanwhile cannot be shown" : "Kept events cannot be shown";
    this.on.note("bad", missing + ": " + error.message + " Here is what comes from now on.");
    this.subscribe(undefined);
  }
}
