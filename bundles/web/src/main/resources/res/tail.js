import { byId, el, empty } from "./dom.js";
import { matches } from "./hub.js";

const KEPT = 300;
const SHOWN_DATA = 2000;

/** The live list of events, newest first; bounded, and drawn at most ten times a second. */
export class Tail {
  constructor(onPattern) {
    this.list = byId("o-events-list");
    this.pattern = ">";
    this.waiting = [];
    this.seen = 0;
    this.lost = 0;
    this.paused = false;
    this.timer = null;
    const pause = byId("o-events-pause");
    pause.addEventListener("click", () => {
      this.paused = !this.paused;
      pause.setAttribute("aria-pressed", String(this.paused));
      pause.textContent = this.paused ? "Resume" : "Pause";
      this.draw();
    });
    byId("o-events-clear").addEventListener("click", () => this.clear());
    byId("o-events-form").addEventListener("submit", (submit) => {
      submit.preventDefault();
      this.pattern = byId("o-events-pattern").value.trim() || ">";
      byId("o-events-pattern").value = this.pattern;
      this.clear();
      onPattern(this.pattern);
    });
  }

  clear() {
    this.waiting = [];
    this.seen = 0;
    this.lost = 0;
    this.list.replaceChildren();
    this.draw();
  }

  add(event) {
    if (!matches(this.pattern, event.event)) {
      return;
    }
    this.seen++;
    this.waiting.push(event);
    if (this.waiting.length > KEPT) {
      this.waiting.shift();
      this.lost++;
    }
    if (this.timer === null) {
      this.timer = setTimeout(() => {
        this.timer = null;
        this.draw();
      }, 100);
    }
  }

  draw() {
    if (!this.paused) {
      this.list.prepend(...this.waiting.reverse().map(row));
      this.waiting = [];
      while (this.list.childElementCount > KEPT) {
        this.list.lastElementChild.remove();
      }
    }
    byId("o-events-count").textContent = this.paused ? "paused, " + this.waiting.length + " waiting" : this.seen + " seen";
    empty(this.list.parentElement, this.list.childElementCount === 0);
  }
}

function row(event) {
  const data = JSON.stringify(event.data === undefined ? {} : event.data);
  return el(
    "li",
    {},
    el("time", { datetime: event.timestamp }, clock(event.timestamp)),
    el("span", { class: "o-subject" }, event.event),
    el("span", { class: "o-source" }, event.source || ""),
    el("code", {}, data.length > SHOWN_DATA ? data.slice(0, SHOWN_DATA) + "…" : data)
  );
}

function clock(timestamp) {
  const time = new Date(timestamp);
  return Number.isNaN(time.getTime()) ? "" : time.toTimeString().slice(0, 8) + "." + String(time.getMilliseconds()).padStart(3, "0");
}
