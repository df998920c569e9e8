import { call } from "./api.js";
import { count, el, fill, problem, span, when } from "./dom.js";

const CLIENTS = 20;
const PATTERNS = 3;

/** A table that a tool fills, asked for again now and then while it is seen. */
class PolledTable {
  constructor(title, id, tool, pause, titles, forWhom) {
    this.tool = tool;
    this.pause = pause;
    this.forWhom = forWhom;
    this.told = el("span", { class: "o-count" });
    this.body = el("tbody", {});
    this.table = el("table", { class: "o-table", hidden: true }, el("thead", {}, el("tr", {}, titles.map((each) => el("th", { scope: "col" }, each)))), this.body);
    this.remark = el("div", {}, el("p", { class: "o-empty" }, "Asking…"));
    this.node = el("div", { class: "o-card", id }, el("div", { class: "o-head" }, el("h2", {}, title), this.told), this.table, this.remark);
    this.timer = null;
    document.addEventListener("visibilitychange", () => !document.hidden && this.seen && this.look());
  }

  open() {
    this.seen = true;
    this.look();
  }

  /** Its tool comes and goes with a bundle. */
  tools(list) {
    const there = list.some((tool) => tool.name === this.tool);
    if (there !== this.there) {
      this.there = there;
      this.look();
    }
  }

  close() {
    this.seen = false;
    clearTimeout(this.timer);
  }

  async look() {
    clearTimeout(this.timer);
    if (this.asking || document.hidden || !this.seen || this.there === undefined) {
      return;
    }
    if (!this.there) {
      this.say(false, "", el("p", { class: "o-empty" }, "The tool " + this.tool + " is not there; when its bundle comes, this fills."));
      return;
    }
    this.asking = true;
    let next = this.pause;
    try {
      const answer = await call(this.tool);
      const [rows, text, remark] = this.rows(answer.items || []);
      fill(this.body, rows);
      this.say(rows.length > 0, text, remark ? el("p", { class: "o-empty" }, remark) : null);
    } catch (e) {
      const denied = e.code === "denied" || e.code === "403";
      next = denied ? 0 : this.pause;
      this.say(false, "", denied ? el("p", { class: "o-empty" }, this.forWhom + " " + e.message) : problem(e));
    }
    this.asking = false;
    if (this.seen && next > 0) {
      this.timer = setTimeout(() => this.look(), next);
    }
  }

  say(rows, text, remark) {
    this.table.hidden = !rows;
    this.told.textContent = text;
    this.remark.replaceChildren(...(remark ? [remark] : []));
  }
}

/** Who is connected; those that do not keep up come first. */
export class ClientsTable extends PolledTable {
  constructor() {
    super("Clients", "o-clients", "hub.clients", 5000, ["Who", "Listens to", "In/s", "Out/s", "Queued", "Unread", "Lost"], "Who is connected is shown to operators and admins.");
    this.before = new Map();
  }

  rows(items) {
    const states = items.map((client) => ({ client, state: this.state(client) }));
    this.before = new Map(items.map((client) => [client.id, client.events_dropped || 0]));
    const slow = states.filter(({ state }) => state);
    const others = states.filter(({ state }) => !state).sort((one, other) => (other.client.rate_out || 0) - (one.client.rate_out || 0));
    const shown = [...slow.sort((one, other) => one.state.order - other.state.order), ...others].slice(0, CLIENTS);
    const now = slow.filter(({ state }) => state.order < 2).length;
    const text = count(items.length, "connection", "connections") + " · " + (now > 0 ? now + " slow" : "all keep up");
    const remark = items.length === 0 ? "Nobody is connected." : items.length > shown.length ? "The other " + (items.length - shown.length) + " are left out here; hub:clients in the shell lists all." : "";
    return [shown.map(clientRow), text, remark];
  }

  /** How one falls behind; null if it does not. */
  state(client) {
    const lost = client.events_dropped || 0;
    if (this.before.has(client.id) && lost > this.before.get(client.id)) {
      return { order: 0, tone: "bad", text: "losing events" };
    }
    if ((client.queued_events || 0) > 0) {
      return { order: 1, tone: "wait", text: "behind" };
    }
    return lost > 0 ? { order: 2, tone: "wait", text: "has lost some" } : null;
  }
}

/** What is kept of the events. */
export class StreamsTable extends PolledTable {
  constructor() {
    super("Kept events", "o-streams", "hub.streams", 10000, ["Stream", "Subjects", "Events", "Size", "Oldest", "Not kept"], "What is kept is not shown to you.");
  }

  rows(items) {
    return [items.map(streamRow), count(items.length, "stream", "streams"), items.length === 0 ? "No events are kept: who connects later has missed them." : ""];
  }
}

function clientRow({ client, state }) {
  return el(
    "tr",
    { "data-tone": state ? state.tone : null },
    el("th", { scope: "row" }, el("b", {}, client.principal), " ", state ? el("span", { class: "o-chip", "data-tone": state.tone }, state.text) : null, el("small", {}, [client.remote, client.id].filter(Boolean).join(" · "))),
    cell("Listens to", "o-wrap", listens(client)),
    cell("In/s", "o-number", amount(client.rate_in)),
    cell("Out/s", "o-number", amount(client.rate_out)),
    cell("Queued", "o-number", amount(client.queued_events)),
    cell("Unread", "o-number", bytes(client.pending_bytes)),
    cell("Lost", "o-number", amount(client.events_dropped))
  );
}

function listens(client) {
  const parts = (client.subscriptions || []).map((each) => {
    const patterns = Array.isArray(each.patterns) ? some(each.patterns) : count(each.patterns || 0, "pattern", "patterns");
    const how = [each.name !== "default" ? each.name : "", each.policy !== "disconnect" ? each.policy : "", each.group ? "group " + each.group : ""].filter(Boolean).join(", ");
    return patterns + (how ? " (" + how + ")" : "");
  });
  if (!client.subscriptions && client.patterns) {
    parts.push(count(client.patterns, "pattern", "patterns"));
  }
  if (client.watches) {
    parts.push(count(client.watches, "watch", "watches") + " of the registry");
  }
  return parts.join("; ") || "–";
}

function streamRow(stream) {
  const limits = [stream.max_events > 0 && stream.max_events < Number.MAX_SAFE_INTEGER ? count(stream.max_events, "event", "events") : "", stream.max_age_seconds > 0 && stream.max_age_seconds < 1e11 ? span(stream.max_age_seconds) : ""].filter(Boolean);
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, el("b", {}, stream.name), el("small", {}, stream.storage + (stream.fsync ? ", fsync" : ""))),
    cell("Subjects", "o-wrap", some(stream.patterns || [])),
    cell("Events", "o-number", amount(stream.events), limits.length > 0 ? el("small", {}, "at most " + limits.join(", ")) : null),
    cell("Size", "o-number", bytes(stream.bytes), stream.max_bytes > 0 ? el("small", {}, "of " + bytes(stream.max_bytes)) : null),
    cell("Oldest", "", when(stream.oldest)),
    cell("Not kept", "o-number", stream.failures > 0 ? el("span", { class: "o-chip", "data-tone": "bad" }, amount(stream.failures)) : amount(stream.failures))
  );
}

function cell(label, kind, ...content) {
  return el("td", { "data-label": label, class: kind || null }, ...content);
}

function some(patterns) {
  return patterns.slice(0, PATTERNS).join(" ") + (patterns.length > PATTERNS ? " and " + (patterns.length - PATTERNS) + " more" : "");
}

/** A number that is not there is none, and not 0. */
function amount(value) {
  return typeof value === "number" ? (Number.isInteger(value) ? value : Math.round(value * 10) / 10).toLocaleString("en") : "–";
}

function bytes(value) {
  if (typeof value !== "number") {
    return "–";
  }
  const step = value < 1024 ? 0 : value < 1048576 ? 1 : value < 1073741824 ? 2 : 3;
  const scaled = value / 1024 ** step;
  return (Number.isInteger(scaled) || scaled >= 100 ? Math.round(scaled) : scaled.toFixed(1)) + " " + ["B", "KiB", "MiB", "GiB"][step];
}
