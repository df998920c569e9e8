import { api, call } from "./api.js";
import { ago, byId, el, empty, fill } from "./dom.js";

const TONES = { ready: "good", starting: "wait", stopping: "wait", failed: "bad" };

/** Modules with their buttons. */
export class Modules {
  constructor(onProblem, onDone) {
    this.onProblem = onProblem;
    this.onDone = onDone;
    this.busy = new Map();
    this.modules = [];
  }

  show(modules) {
    this.modules = modules;
    const table = byId("o-modules-table");
    table.hidden = modules.length === 0;
    byId("o-modules-count").textContent = String(modules.length);
    fill(table.tBodies[0], modules.map((module) => this.row(module)));
    empty(table.parentElement, modules.length === 0);
  }

  row(module) {
    const runs = module.phase !== "stopped" && module.phase !== "failed";
    const reason = module.reason && !runs ? el("small", {}, module.reason) : null;
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, el("b", {}, module.name), el("small", {}, [module.display_name, module.runtime].filter(Boolean).join(" · "))),
      cell("Phase", el("span", { class: "o-chip", "data-tone": TONES[module.phase] || "off" }, module.phase), reason),
      cell("State", module.state),
      cell("Pid", module.pid || "–"),
      cell("Since", runs && module.started_at ? ago(module.started_at) : "–"),
      el(
        "td",
        { class: "o-actions" },
        this.button(module, "start", runs || module.state === "disabled"),
        this.button(module, "stop", !runs),
        this.button(module, "restart", !runs)
      )
    );
  }

  button(module, action, off) {
    const under = this.busy.get(module.name);
    const button = el(
      "button",
      { type: "button", "data-key": module.name + " " + action, disabled: off, "aria-disabled": under !== undefined ? "true" : null, "aria-label": action + " " + module.name },
      under === action ? action + "…" : action
    );
    button.addEventListener("click", () => this.act(module.name, action));
    return button;
  }

  async act(name, action) {
    if (this.busy.has(name)) {
      return;
    }
    this.busy.set(name, action);
    this.show(this.modules);
    try {
      await call("module." + action, { name });
      this.onProblem(null);
    } catch (e) {
      this.onProblem(e.message);
    } finally {
      this.busy.delete(name);
      this.onDone();
    }
  }
}

function cell(label, ...content) {
  return el("td", { "data-label": label }, ...content);
}

/** A list that opens for detail, with a search field over the text of its rows. */
export class Foldout {
  constructor(name, summary, detail) {
    this.name = name;
    this.summary = summary;
    this.detail = detail;
    this.items = [];
    this.opened = new Set();
    this.search = byId("o-" + name + "-search");
    this.search.addEventListener("input", () => this.draw());
  }

  show(items) {
    this.items = items;
    this.draw();
  }

  draw() {
    const list = byId("o-" + this.name + "-list");
    const wanted = this.search.value.trim().toLowerCase();
    const rows = this.items.map((item) => this.row(item)).filter((row) => row.dataset.text.includes(wanted));
    byId("o-" + this.name + "-count").textContent =
      rows.length === this.items.length ? String(rows.length) : rows.length + " of " + this.items.length;
    fill(list, rows);
    empty(list.parentElement, rows.length === 0);
  }

  row(item) {
    const { key, text, parts } = this.summary(item);
    const summary = el("summary", { "data-key": key }, ...parts);
    const body = el("pre", { tabindex: "0" }, "…");
    const row = el("details", { open: this.opened.has(key) }, summary, body);
    row.dataset.text = text.join("\n").toLowerCase();
    const load = async () => {
      try {
        body.textContent = JSON.stringify(await this.detail(item), null, 2);
      } catch (e) {
        body.textContent = e.message;
      }
    };
    row.addEventListener("toggle", () => {
      if (row.open) {
        this.opened.add(key);
        load();
      } else {
        this.opened.delete(key);
      }
    });
    return row;
  }
}

export const registry = () =>
  new Foldout(
    "registry",
    (entry) => ({
      key: entry.module_id,
      text: [entry.module_id, entry.module_type, entry.name, entry.holder],
      parts: [
        el("b", {}, entry.module_id),
        " ",
        entry.name && entry.name !== entry.module_id ? el("span", {}, entry.name, " ") : null,
        el("span", { class: "o-tag" }, entry.module_type || "entry"),
        " ",
        el("small", {}, "held by " + entry.holder + (entry.ttl_seconds ? ", lease " + entry.ttl_seconds + " s" : "") + ", " + ago(entry.registered_at)),
      ],
    }),
    (entry) => api("/get/" + encodeURIComponent(entry.module_id))
  );

export const tools = () =>
  new Foldout(
    "tools",
    (tool) => ({
      key: tool.name,
      text: [tool.name, tool.description],
      parts: [
        el("b", {}, tool.name),
        " ",
        el("span", { class: "o-tag" }, tool.role),
        " ",
        tool.read_only ? el("span", { class: "o-tag" }, "read only") : null,
        el("span", { class: "o-text" }, " ", tool.description),
        " ",
        el("small", {}, tool.bundle),
      ],
    }),
    async (tool) => ({ input: tool.input, output: tool.output })
  );
