import { call } from "./api.js";
import { button, chip, count, el, problem } from "./dom.js";
import { EventList } from "./eventlist.js";
import { Feed } from "./feed.js";
import { parsed } from "./form.js";
import { ClientsTable, StreamsTable } from "./hubtables.js";
import { Rate } from "./rate.js";

const PLACES = [["", "now"], ["10m", "the last 10 minutes"], ["1h", "the last hour"], ["last", "the last of each subject"], ["number", "a number"]];

/** The events as they happen and as they were kept, how fast they come, who does not keep up, and what is kept. */
export class EventsPage {
  constructor(root, app) {
    this.app = app;
    this.pattern = null;
    this.from = "";
    this.connection = ["wait", "connecting"];
    this.reading = false;
    this.patternField = el("input", { type: "text", id: "o-events-pattern", class: "o-mono", value: ">", title: "* is one token, a trailing > one or more", autocomplete: "off", spellcheck: "false", maxlength: 255 });
    this.place = el("select", { id: "o-events-from", change: () => this.numbered() }, PLACES.map(([value, text]) => el("option", { value }, text)));
    this.number = el("input", { type: "text", id: "o-events-number", class: "o-mono", inputmode: "numeric", pattern: "[0-9]{1,16}", placeholder: "sequence", "aria-label": "The first sequence number wanted", autocomplete: "off", hidden: true, maxlength: 16 });
    this.search = el("input", { type: "search", id: "o-events-search", placeholder: "Text in subject, source or data", "aria-label": "Filter the events shown by text", autocomplete: "off", spellcheck: "false", input: () => this.typed() });
    this.pause = button("Pause", () => this.list.halt(), { "aria-pressed": "false", id: "o-events-pause", title: "Space, when the list has the focus" });
    this.live = el("span", { class: "o-chip", id: "o-events-live", "data-tone": "wait" }, "connecting");
    this.count = el("span", { class: "o-count", id: "o-events-count" });
    this.empty = el("p", { class: "o-empty" });
    this.list = new EventList(() => this.told(), (paused) => this.halted(paused));
    this.rate = new Rate();
    this.clients = new ClientsTable();
    this.streams = new StreamsTable();
    this.publisher = publisher();
    this.feed = new Feed(app.hub, {
      event: (frame, kept) => {
        this.list.event(frame);
        if (!kept) {
          this.rate.add();
        }
      },
      gap: (frame) => this.list.gap(frame),
      note: (tone, text) => this.list.note(tone, text),
      state: (reading) => {
        this.reading = reading;
        this.stated();
      },
    });
    const form = el(
      "form",
      { class: "o-tools", submit: (submit) => this.choose(submit) },
      el("label", { for: "o-events-pattern" }, "Subjects"),
      this.patternField,
      el("label", { for: "o-events-from" }, "from"),
      this.place,
      this.number,
      el("button", { type: "submit" }, "Apply"),
      this.live
    );
    const tools = el("div", { class: "o-head" }, this.count, this.search, this.pause, button("Clear", () => this.list.clear(), { id: "o-events-clear" }));
    root.append(form, this.rate.node, el("div", { class: "o-card o-live" }, tools, this.list.node, this.empty), this.clients.node, this.streams.node, this.publisher.node);
    this.told();
  }

  show(params) {
    const pattern = params.pattern || ">";
    const from = params.from || "";
    const digits = /^\d+$/.test(from);
    this.patternField.value = pattern;
    this.place.value = digits ? "number" : PLACES.some(([value]) => value === from) ? from : "";
    this.number.value = digits ? from : "";
    this.numbered();
    this.search.value = params.q || "";
    this.list.filter(this.search.value.trim().toLowerCase());
    if (pattern !== this.pattern || from !== this.from) {
      this.begin(pattern, from);
    }
    this.clients.open();
    this.streams.open();
    this.list.wish();
  }

  leave() {
    this.clients.close();
    this.streams.close();
  }

  begin(pattern, from) {
    this.pattern = pattern;
    this.from = from;
    this.list.clear();
    this.rate.clear();
    this.feed.choose(pattern, from);
  }

  /** The field for a number is there if one is wanted. */
  numbered() {
    this.number.hidden = this.place.value !== "number";
    this.number.required = !this.number.hidden;
  }

  choose(submit) {
    submit.preventDefault();
    const pattern = this.patternField.value.trim() || ">";
    const from = this.place.value === "number" ? this.number.value.trim() : this.place.value;
    if (pattern === this.pattern && from === this.from) {
      this.begin(pattern, from);
    } else {
      this.app.route.go("events", { pattern: pattern === ">" ? "" : pattern, from });
    }
  }

  typed() {
    const text = this.search.value.trim();
    this.app.route.keep("events", { q: text });
    this.list.filter(text.toLowerCase());
  }

  /** What the connection says of itself. */
  state(tone, text) {
    this.connection = [tone, text];
    this.stated();
  }

  stated() {
    const [tone, text] = this.connection;
    chip(this.live, tone === "good" && this.reading ? "wait" : tone, tone === "good" && this.reading ? "reading kept events" : text);
  }

  /** Which tools there are. Whoever may not publish is told so in place of the form. */
  tools(list) {
    this.publisher.may(list.some((tool) => tool.name === "event.publish"));
    this.clients.tools(list);
    this.streams.tools(list);
  }

  halted(paused) {
    this.pause.setAttribute("aria-pressed", String(paused));
    this.pause.textContent = paused ? "Resume" : "Pause";
  }

  told() {
    if (!this.list) {
      return;
    }
    const { list } = this;
    const shown = list.shown();
    const held = list.held();
    const parts = [list.seen.toLocaleString("en") + " seen"];
    if (list.q) {
      parts.push(count(shown, "event here fits", "events here fit") + " the text");
    } else if (list.seen > shown + held && shown > 0) {
      parts.push("the newest " + shown + " kept");
    }
    if (list.passed > 0) {
      parts.push(list.passed.toLocaleString("en") + " too fast to be shown");
    }
    if (list.missing > 0) {
      parts.push(list.missing.toLocaleString("en") + " missing");
    }
    if (list.paused) {
      parts.unshift("Paused: " + held.toLocaleString("en") + " held back" + (list.gone.events > 0 ? ", " + list.gone.events.toLocaleString("en") + " older ones let go" : ""));
    }
    this.count.textContent = parts.join(" · ");
    this.empty.hidden = shown > 0;
    this.empty.textContent = list.q && list.seen > 0
      ? "No event that is kept fits the text."
      : "Nothing yet on " + this.pattern + ". Start a module, or publish an event below, and it appears here.";
  }
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
      status.replaceChildren(el("span", { class: "o-count" }, "published as number " + done.sequence));
    } catch (e) {
      status.replaceChildren(problem(e));
    }
  };
  const form = el(
    "form",
    { class: "o-form", submit: send },
    el("div", { class: "o-field" }, el("label", { for: "o-publish-subject" }, "Subject"), subject),
    el("div", { class: "o-field" }, el("label", { for: "o-publish-data" }, "Data, as JSON"), data),
    el("div", { class: "o-buttons" }, el("button", { type: "submit", class: "o-main" }, "Publish"), status)
  );
  const not = el("p", { class: "o-empty", hidden: true }, "Publishing is for those who may call the tool event.publish, operators and admins; you may not.");
  return {
    node: el("details", { class: "o-card o-publish" }, el("summary", {}, "Publish an event"), form, not),
    may(yes) {
      form.hidden = !yes;
      not.hidden = yes;
    },
  };
}
