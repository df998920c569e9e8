import { call } from "./api.js";
import { button, byId, count, el, fill, problem, when } from "./dom.js";

const POLL = 2000;
const TONES = { running: "good", paused: "wait", stopping: "wait" };
const COLUMNS = [
  ["name", "Process", (row) => row.name],
  ["state", "State", (row) => row.state],
  ["cpu", "CPU", (row) => row.cpu_percent || 0],
  ["memory", "Memory", (row) => row.memory_bytes || 0],
  ["io", "Disk", (row) => (row.read_bytes || 0) + (row.written_bytes || 0)],
  ["tasks", "Tree", (row) => row.processes || 0],
  ["age", "Since", (row) => Date.parse(row.started_at)],
];
const DOWN = ["cpu", "memory", "io", "tasks"];

/** What Osprey started and what it uses, live while it is seen. */
export class ProcessesPage {
  constructor(root, app) {
    this.root = root;
    this.app = app;
    this.rows = [];
    this.busy = new Map();
    this.sort = "age";
    this.search = el("input", {
      type: "search", placeholder: "Filter by name, owner, program or state", "aria-label": "Filter the processes", autocomplete: "off", spellcheck: "false",
      input: () => {
        app.route.keep("processes", { q: this.search.value.trim() });
        this.draw();
      },
    });
    this.ended = el("input", { type: "checkbox", change: () => app.route.go("processes", { ended: this.ended.checked ? "true" : "" }) });
    this.count = el("span", { class: "o-count", role: "status" });
    this.heads = COLUMNS.map(([key, title]) => el("th", { scope: "col" }, button(title, () => app.route.go("processes", { sort: key }), { class: "o-sort" })));
    this.body = el("tbody", {});
    this.table = el("table", { class: "o-table" }, el("thead", {}, el("tr", {}, this.heads, el("th", { scope: "col" }, el("span", { class: "o-hidden" }, "Actions")))), this.body);
    this.empty = el("p", { class: "o-empty", hidden: true });
    this.message = el("div", {});
    root.append(el("div", { class: "o-tools" }, this.search, el("label", {}, this.ended, " ended ones, too"), this.count), this.message, el("div", { class: "o-card" }, this.table, this.empty));
    document.addEventListener("visibilitychange", () => !document.hidden && !root.hidden && this.look());
  }

  show(params) {
    this.search.value = params.q || "";
    this.ended.checked = params.ended === "true";
    this.sort = COLUMNS.some(([key]) => key === params.sort) ? params.sort : "age";
    this.draw();
    this.look();
  }

  leave() {
    clearTimeout(this.timer);
  }

  async look() {
    clearTimeout(this.timer);
    const turn = (this.turn = (this.turn || 0) + 1);
    try {
      const rows = await call("process.list", { usage: true, ended: this.ended.checked });
      if (turn !== this.turn) {
        return;
      }
      this.rows = rows;
      this.message.replaceChildren();
    } catch (e) {
      if (turn !== this.turn) {
        return;
      }
      this.message.replaceChildren(problem(e));
    }
    this.draw();
    if (!this.root.hidden && !document.hidden) {
      this.timer = setTimeout(() => this.look(), POLL);
    }
  }

  draw() {
    const q = this.search.value.trim().toLowerCase();
    const living = this.rows.filter((row) => row.state !== "exited");
    const shown = this.rows.filter((row) => [row.name, row.owner, row.program, row.state, row.pid].join("\n").toLowerCase().includes(q));
    const [, , value] = COLUMNS.find(([key]) => key === this.sort);
    const sign = DOWN.includes(this.sort) ? -1 : 1;
    shown.sort((one, other) => (value(one) < value(other) ? -sign : value(one) > value(other) ? sign : 0));
    COLUMNS.forEach(([key], i) => (key === this.sort ? this.heads[i].setAttribute("aria-sort", sign < 0 ? "descending" : "ascending") : this.heads[i].removeAttribute("aria-sort")));
    const sum = (field) => living.reduce((all, row) => all + (row[field] || 0), 0);
    this.count.textContent = living.length > 0 ? count(living.length, "process", "processes") + ", " + Math.round(sum("cpu_percent")) + " % CPU, " + bytes(sum("memory_bytes")) : "";
    byId("o-n-processes").textContent = String(living.length);
    this.table.hidden = shown.length === 0;
    this.empty.hidden = shown.length > 0;
    this.empty.textContent = this.rows.length === 0 ? "Osprey has no processes: they are what process.spawn and modules start." : "No process fits the filter.";
    fill(this.body, shown.map((row) => this.row(row)));
  }

  row(row) {
    const lives = row.state !== "exited";
    const paused = row.state === "paused";
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, el("b", {}, row.name), el("small", {}, [row.pid, row.owner, row.program].join(" · "))),
      cell("State", el("span", { class: "o-chip", "data-tone": TONES[row.state] || "off" }, row.state), lives ? null : el("small", {}, ending(row))),
      cell("CPU", lives ? (row.cpu_percent || 0).toFixed(1) + " %" : "–", el("small", {}, (row.cpu_seconds || 0).toFixed(1) + " s")),
      cell("Memory", lives ? bytes(row.memory_bytes || 0) : "–", row.memory_peak_bytes ? el("small", {}, "at most " + bytes(row.memory_peak_bytes)) : null),
      cell("Disk", bytes((row.read_bytes || 0) + (row.written_bytes || 0))),
      cell("Tree", lives ? count(row.processes || 0, "process", "processes") : "–", lives ? el("small", {}, count(row.threads || 0, "thread", "threads")) : null),
      cell("Since", when(row.started_at)),
      el(
        "td",
        { class: "o-actions" },
        lives ? this.button(row, paused ? "resume" : "pause") : null,
        lives ? this.button(row, "kill") : null
      )
    );
  }

  button(row, action) {
    const under = this.busy.get(row.id);
    return button(under === action ? action + "…" : action, () => this.act(row, action), {
      "data-key": row.id + " " + action, "aria-disabled": under !== undefined ? "true" : null, "aria-label": action + " " + row.name + " " + row.pid,
    });
  }

  async act(row, action) {
    if (this.busy.has(row.id) || (action === "kill" && !window.confirm("End " + row.name + " (" + row.pid + ") and all that it started?"))) {
      return;
    }
    this.busy.set(row.id, action);
    this.draw();
    try {
      const done = await call("process." + action, { id: row.id });
      this.app.alert(null);
      if (action === "kill") {
        this.app.banner(row.name + ": " + done.found + " ended, " + done.forced + " by force, " + done.survivors + " left.");
      }
    } catch (e) {
      this.app.alert(e);
    } finally {
      this.busy.delete(row.id);
      this.look();
    }
  }
}

function cell(label, ...content) {
  return el("td", { "data-label": label, class: "o-number" }, ...content);
}

function ending(row) {
  return [row.reason, row.signal || (row.exit_code === undefined ? "" : "code " + row.exit_code)].filter(Boolean).join(", ");
}

/** "12 MB" for bytes. */
function bytes(number) {
  for (const [unit, size] of [["GB", 1 << 30], ["MB", 1 << 20], ["KB", 1024]]) {
    if (number >= size) {
      return (number / size).toFixed(number < 10 * size ? 1 : 0) + " " + unit;
    }
  }
  return number + " B";
}
