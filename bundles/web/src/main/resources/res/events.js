import { call } from "./api.js";
import { button, chip, el, paced, problem } from "./dom.js";
import { parsed } from "./form.js";
import { matches } from "./hub.js";
import { Tree } from "./tree.js";

const KEPT = 500;
const LONG = 16384;
const PREVIEW = 300;
const DRAW = 100;

/** The events as they happen, newest first; bounded, and drawn at most ten times a second. */
export class EventsPage {
  constructor(root, app) {
    this.app = app;
    this.pattern = ">";
    this.q = "";
    this.paused = false;
    this.clearCounts();
    const typed = () => {
      this.q = this.search.value.trim().toLowerCase();
      app.route.keep("events", { q: this.search.value.trim() });
      [...this.list.children].forEach((row) => (row.hidden = !this.fits(row)));
      this.told();
    };
    this.patternField = el("input", { type: "text", id: "o-events-pattern", class: "o-mono", value: ">", title: "* is one token, a trailing > one or more", autocomplete: "off", spellcheck: "false", maxlength: 255 });
    this.search = el("input", { type: "search", id: "o-events-search", placeholder: "Text in subject, source or data", "aria-label": "Filter the events shown by text", autocomplete: "off", spellcheck: "false", input: typed });
    this.pause = button("Pause", () => this.halt(), { "aria-pressed": "false", id: "o-events-pause" });
    this.live = el("span", { class: "o-chip", "data-tone": "wait" }, "connecting");
    this.count = el("span", { class: "o-count", id: "o-events-count" });
    this.list = el("ol", { class: "o-events", "aria-label": "Events, newest first" });
    this.empty = el("p", { class: "o-empty" });
    const form = el(
      "form",
      { class: "o-tools", submit: (submit) => this.choose(submit) },
      el("label", { for: "o-events-pattern" }, "Subjects"),
      this.patternField,
      el("button", { type: "submit" }, "Apply"),
      this.search,
      this.pause,
      button("Clear", () => this.clear(), { id: "o-events-clear" }),
      this.live
    );
    root.append(form, el("div", { class: "o-card" }, el("div", { class: "o-head" }, this.count), this.list, this.empty), publisher());
    this.draw = paced(() => this.redraw(), DRAW);
    this.told();
  }

  clearCounts() {
    this.waiting = [];
    this.seen = 0;
    this.lost = 0;
  }

  show(params) {
    const pattern = params.pattern || ">";
    this.patternField.value = pattern;
    this.search.value = params.q || "";
    this.q = this.search.value.toLowerCase();
    if (pattern !== this.pattern) {
      this.pattern = pattern;
      this.app.want(pattern);
      this.clear();
    }
    [...this.list.children].forEach((row) => (row.hidden = !this.fits(row)));
    this.told();
  }

  choose(submit) {
    submit.preventDefault();
    const pattern = this.patternField.value.trim();
    this.app.route.go("events", { pattern: pattern === ">" ? "" : pattern });
  }

  state(tone, text) {
    chip(this.live, tone, text);
  }

  halt() {
    this.paused = !this.paused;
    this.pause.setAttribute("aria-pressed", String(this.paused));
    this.pause.textContent = this.paused ? "Resume" : "Pause";
    this.redraw();
  }

  clear() {
    this.clearCounts();
    this.list.replaceChildren();
    this.told();
  }

  add(event) {
    if (!matches(this.pattern, event.event)) {
      return;
    }
    this.seen++;
    this.waiting.push(shortened(event));
    if (this.waiting.length > KEPT) {
      this.waiting.shift();
      this.lost++;
    }
    this.draw();
  }

  redraw() {
    if (!this.paused) {
      const rows = this.waiting.reverse().map((event) => row(event));
      rows.forEach((each) => (each.hidden = !this.fits(each)));
      this.list.prepend(...rows);
      this.waiting = [];
      while (this.list.childElementCount > KEPT) {
        this.list.lastElementChild.remove();
      }
    }
    this.told();
  }

  fits(row) {
    return row.searched.includes(this.q);
  }

  told() {
    const shown = [...this.list.children].filter((row) => !row.hidden).length;
    const held = this.waiting.length;
    const parts = [this.seen + " seen"];
    if (this.q) {
      parts.push(shown + " of " + this.list.childElementCount + " fit the text");
    } else if (this.seen > shown + held) {
      parts.push("the newest " + shown + " kept");
    }
    if (this.paused) {
      parts.unshift("Paused: " + held + " held back" + (this.lost > 0 ? ", " + this.lost + " older ones let go" : ""));
    }
    this.count.textContent = parts.join(" · ");
    this.empty.hidden = shown > 0;
    this.empty.textContent = this.list.childElementCount > 0
      ? "No event that is kept fits the text."
      : "Nothing yet on " + this.pattern + ". Start a module, or publish an event below, and it appears here.";
  }
}

/** Very long data is kept as the beginning of its text. */
function shortened(event) {
  const text = event.data === undefined ? "" : JSON.stringify(event.data);
  const { event: subject, source, timestamp } = event;
  const more = Object.fromEntries(Object.entries(event).filter(([key]) => !["type", "event", "source", "timestamp", "data"].includes(key)));
  return text.length > LONG
    ? { subject, source, timestamp, more, text: text.slice(0, LONG), cut: text.length }
    : { subject, source, timestamp, more, text, data: event.data };
}

function row(event) {
  const summary = el(
    "summary",
    {},
    el("time", { datetime: event.timestamp }, clock(event.timestamp)),
    el("span", { class: "o-subject" }, event.subject),
    el("span", { class: "o-source" }, event.source || ""),
    el("code", {}, event.text.length > PREVIEW ? event.text.slice(0, PREVIEW) + "…" : event.text)
  );
  const details = el("details", {}, summary);
  details.addEventListener("toggle", () => details.open && details.childElementCount === 1 && details.append(whole(event)));
  const node = el("li", {}, details);
  node.searched = [event.subject, event.source, event.text].join("\n").toLowerCase();
  return node;
}

function whole(event) {
  const tree = new Tree();
  tree.show({ ...event.more, source: event.source, timestamp: event.timestamp, data: event.cut ? event.text + "… (cut, " + event.cut + " characters)" : event.data });
  return tree.node;
}

function clock(timestamp) {
  const time = new Date(timestamp);
  return Number.isNaN(time.getTime()) ? "" : time.toTimeString().slice(0, 8) + "." + String(time.getMilliseconds()).padStart(3, "0");
}

function publisher() {
  const subject = el("input", { type: "text", id: "o-publish-subject", class: "o-mono", placeholder: "demo.hello", autocomplete: "off", spellcheck: "false", maxlength: 255 });
  const data = el("textarea", { id: "o-publish-data", rows: 3, class: "o-mono", spellcheck: "false" });
  const status = el("div", { role: "status" });
  data.value = "{}";
  const send = async (submit) => {
    submit.preventDefault();
    try {
      const done = await call("event.publish", { subject: subject.value.trim(), data: parsed(data.value.trim() || "{}") });
      status.replaceChildren(el("span", { class: "o-count" }, "published as " + done.id));
    } catch (e) {
      status.replaceChildren(problem(e));
    }
  };
  return el(
    "details",
    { class: "o-card o-publish" },
    el("summary", {}, "Publish an event"),
    el(
      "form",
      { class: "o-form", submit: send },
      el("div", { class: "o-field" }, el("label", { for: "o-publish-subject" }, "Subject"), subject),
      el("div", { class: "o-field" }, el("label", { for: "o-publish-data" }, "Data, as JSON"), data),
      el("div", { class: "o-buttons" }, el("button", { type: "submit", class: "o-main" }, "Publish"), status)
    )
  );
}
