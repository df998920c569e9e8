import { count, el } from "./dom.js";
import { Tree } from "./tree.js";

const KEPT = 500;
const LONG = 16384;
const PREVIEW = 300;
const DRAW = 100;
/** Rows drawn in a millisecond, on average: nobody reads more, and the page stays quick. A burst may fill the list at once. */
const PACE = 0.1;

/** Events as they happen, newest first. Bounded, drawn at most ten times a second, and says what it leaves out. */
export class EventList {
  /** @param onChange after each change of its counts; @param onPause when it is paused or goes on */
  constructor(onChange, onPause) {
    this.onChange = onChange;
    this.onPause = onPause;
    this.node = el("ol", { class: "o-events", id: "o-events-list", tabindex: "0", "aria-label": "Events, newest first; the space bar pauses", keydown: (press) => this.key(press) });
    this.q = "";
    this.paused = false;
    this.timer = null;
    this.budget = KEPT;
    this.drawn = performance.now();
    this.clear();
  }

  clear() {
    this.waiting = [];
    this.gone = nothing();
    this.seen = 0;
    this.passed = 0;
    this.missing = 0;
    this.node.replaceChildren();
    this.onChange();
  }

  key(press) {
    if (press.key === " " && press.target === this.node) {
      press.preventDefault();
      this.halt();
    }
  }

  halt() {
    this.paused = !this.paused;
    this.onPause(this.paused);
    this.wish();
  }

  /** Shows only what holds this text, in lower case; what comes later is looked at whole, however fast it comes. */
  filter(q) {
    this.q = q;
    for (const row of this.node.children) {
      // how many were left out before says nothing of this text
      row.hidden = row.leftOut ? q !== "" : !this.fits(row.searched);
    }
    this.waiting = this.waiting.filter((item) => this.fits(item.searched));
    this.onChange();
  }

  fits(searched) {
    return searched === undefined || searched.includes(this.q);
  }

  event(frame) {
    this.seen++;
    const item = shortened(frame);
    if (this.fits(item.searched)) {
      this.take(item);
    } else {
      this.wish();
    }
  }

  gap(frame) {
    const lost = typeof frame.count === "number" ? frame.count : 0;
    this.missing += lost;
    const before = this.waiting[this.waiting.length - 1];
    if (before && before.gap === "overflow" && frame.reason === "overflow") {
      before.lost += lost;
    } else {
      this.take({ gap: frame.reason, lost, first: frame.first, last: frame.last });
    }
  }

  note(tone, text) {
    this.take({ note: text, tone });
  }

  take(item) {
    this.waiting.push(item);
    if (this.waiting.length > KEPT) {
      this.pass(this.waiting.shift());
    }
    this.wish();
  }

  /** Leaves out what cannot be shown; remarks stay. */
  pass(item) {
    if (item.note) {
      this.gone.notes = [...this.gone.notes, item].slice(-10);
    } else if (item.gap) {
      this.gone.lost += item.lost;
      this.gone.expired = this.gone.expired || item.gap === "expired";
    } else {
      this.gone.events++;
    }
  }

  held() {
    return this.waiting.filter((item) => item.subject !== undefined).length;
  }

  wish() {
    if (this.timer === null) {
      this.timer = setTimeout(() => requestAnimationFrame((now) => this.draw(now)), DRAW);
    }
  }

  draw(now) {
    this.timer = null;
    this.budget = Math.min(KEPT, this.budget + (now - this.drawn) * PACE);
    this.drawn = now;
    if (!this.paused && this.node.offsetParent) {
      this.show();
    }
    this.onChange();
  }

  show() {
    const room = Math.max(1, Math.floor(this.budget));
    this.waiting.splice(0, Math.max(0, this.waiting.length - room)).forEach((item) => this.pass(item));
    const rows = this.waiting.reverse().map(row);
    this.budget -= rows.length;
    this.waiting = [];
    this.passed += this.gone.events;
    this.node.prepend(...rows, ...leftOut(this.gone));
    this.gone = nothing();
    while (this.node.childElementCount > KEPT) {
      this.node.lastElementChild.remove();
    }
  }

  /** How many events stand in the list and fit. */
  shown() {
    let shown = 0;
    for (const each of this.node.children) {
      shown += each.searched !== undefined && !each.hidden ? 1 : 0;
    }
    return shown;
  }
}

function nothing() {
  return { events: 0, lost: 0, expired: false, notes: [] };
}

function leftOut(gone) {
  const parts = [];
  if (gone.events > 0) {
    parts.push(count(gone.events, "event", "events") + " came too fast to be shown");
  }
  if (gone.lost > 0 || gone.expired) {
    parts.push((gone.lost > 0 ? count(gone.lost, "event", "events") : "some events") + " did not reach this page");
  }
  const left = parts.map((part) => mark("off", part));
  left.forEach((each) => (each.leftOut = true));
  return [...left, ...gone.notes.reverse().map(row)];
}

function mark(tone, text) {
  return el("li", { class: "o-mark", "data-tone": tone }, text);
}

function row(item) {
  if (item.note) {
    return mark(item.tone, item.note);
  }
  return item.gap ? gapRow(item) : eventRow(item);
}

function gapRow(item) {
  const text = item.gap === "expired"
    ? "Events are missing here: " + (item.first === item.last ? "number " + item.first + " is" : "the numbers " + item.first + " to " + item.last + " are") + " not kept any more"
    : count(item.lost, "event is", "events are") + " missing here: this page did not take them fast enough";
  const node = mark("bad", text);
  node.classList.add("o-gap");
  return node;
}

/** Very long data is kept as the beginning of its text. */
function shortened(event) {
  const text = event.data === undefined ? "" : JSON.stringify(event.data);
  const cut = text.length > LONG ? text.length : 0;
  const kept = cut > 0 ? text.slice(0, LONG) : text;
  return {
    subject: event.event,
    frame: cut > 0 ? { ...event, data: kept + "… (cut, " + cut + " characters)" } : event,
    text: kept,
    searched: (event.event + "\n" + event.source + "\n" + kept).toLowerCase(),
  };
}

function eventRow({ frame, text, searched }) {
  const summary = el(
    "summary",
    {},
    el("time", { datetime: frame.timestamp }, clock(frame.timestamp)),
    el("span", { class: "o-subject" }, frame.event),
    el("span", { class: "o-source" }, frame.source || ""),
    el("code", {}, text.length > PREVIEW ? text.slice(0, PREVIEW) + "…" : text)
  );
  const details = el("details", {}, summary);
  details.addEventListener("toggle", () => details.open && details.childElementCount === 1 && details.append(whole(frame)));
  const node = el("li", {}, details);
  node.searched = searched;
  return node;
}

function whole(frame) {
  const { type, event, subscription, source, timestamp, data, ...more } = frame;
  const tree = new Tree();
  tree.show({ ...more, source, timestamp, data });
  return tree.node;
}

function clock(timestamp) {
  const time = new Date(timestamp);
  if (Number.isNaN(time.getTime())) {
    return "";
  }
  const day = time.toDateString() === new Date().toDateString() ? "" : String(time.getMonth() + 1).padStart(2, "0") + "-" + String(time.getDate()).padStart(2, "0") + " ";
  return day + time.toTimeString().slice(0, 8) + "." + String(time.getMilliseconds()).padStart(3, "0");
}
