import { call } from "./api.js";
import { Dependencies } from "./deps.js";
import { button, count, el, fill, when } from "./dom.js";
import { Log } from "./log.js";
import { Health, ModuleDetail, TONES } from "./module.js";

const STATES = ["enabled", "manual", "disabled"];
const ON = ["starting", "ready", "stopping"];
const HEALTH = 5000;

/** Modules with their buttons, what is known of each, what needs what, and what they wrote. */
export class ModulesPage {
  constructor(root, app) {
    this.root = root;
    this.app = app;
    this.modules = [];
    this.busy = new Map();
    this.q = "";
    this.search = el("input", {
      type: "search", id: "o-modules-search", placeholder: "Filter by name, runtime, phase or state", "aria-label": "Filter the modules", autocomplete: "off", spellcheck: "false",
      input: () => {
        this.q = this.search.value.trim();
        app.route.keep("modules", { q: this.q });
        this.draw();
      },
    });
    this.count = el("span", { class: "o-count", role: "status" });
    this.rescan = button("Rescan", () => this.lookAgain(), { title: "Looks for new and removed folders in modules/ now" });
    this.graph = button("Dependencies", () => app.route.go("modules", { view: this.view ? "" : "deps" }), { title: "Shows which module needs which" });
    const titles = ["Module", "Phase", "State", "Pid", "Since"].map((title) => el("th", { scope: "col" }, title));
    this.body = el("tbody", {});
    this.table = el("table", { class: "o-table", id: "o-modules-table" }, el("thead", {}, el("tr", {}, titles, el("th", { scope: "col" }, el("span", { class: "o-hidden" }, "Actions")))), this.body);
    this.empty = el("p", { class: "o-empty", hidden: true });
    this.health = new Health();
    this.detail = new ModuleDetail(app, this.health);
    this.deps = new Dependencies(app);
    this.log = new Log((open) => app.route.go("modules", { log: open || "" }));
    root.append(
      el("div", { class: "o-tools" }, this.search, this.count, this.graph, this.rescan),
      el("div", { class: "o-card" }, this.table, this.empty),
      this.deps.node,
      this.detail.node,
      this.log.node
    );
    setInterval(() => this.countDown(), 1000);
  }

  show(params) {
    this.q = params.q || "";
    this.search.value = this.q;
    this.view = params.view === "deps";
    this.graph.setAttribute("aria-pressed", String(this.view));
    this.draw();
    this.deps.show(this.view);
    this.detail.open(params.open);
    this.log.open(params.log);
    this.look();
  }

  leave() {
    clearTimeout(this.timer);
    this.log.rest();
  }

  /** How the modules are, as the watchdog says, where there is one. */
  async look() {
    clearTimeout(this.timer);
    if (this.app.has("watchdog.status") && !document.hidden && (await this.health.look())) {
      this.draw();
      this.detail.draw();
    }
    if (!this.root.hidden) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), HEALTH);
    }
  }

  countDown() {
    for (const node of this.root.querySelectorAll("[data-due]")) {
      node.textContent = due(node.dataset.due);
    }
  }

  take(modules) {
    if (JSON.stringify(modules) !== JSON.stringify(this.modules)) {
      this.modules = modules;
      this.draw();
      this.detail.changed();
      this.deps.show(this.view);
    }
  }

  draw() {
    const q = this.q.toLowerCase();
    const shown = this.modules.filter((module) =>
      [module.name, module.display_name, module.type, module.runtime, module.phase, module.state].join("\n").toLowerCase().includes(q)
    );
    this.count.textContent = shown.length === this.modules.length ? "" : shown.length + " of " + this.modules.length;
    this.table.hidden = shown.length === 0;
    this.empty.hidden = shown.length > 0;
    this.empty.textContent = this.modules.length === 0
      ? "No modules. Copy a folder with a module.md into modules/ of the installation: it shows up here within a second."
      : "No module fits the filter.";
    fill(this.body, shown.map((module) => this.row(module)));
  }

  row(module) {
    const runs = ON.includes(module.phase);
    const waits = module.phase === "backoff" || (module.phase === "stopped" && module.desired_running);
    const why = module.reason && module.phase !== "ready" ? el("small", {}, module.reason) : null;
    const said = (module.reason || "").includes("exit code");
    const exit = module.exit_code !== null && module.exit_code !== undefined && !runs && !said ? el("small", {}, "exit code " + module.exit_code + (module.signal ? ", " + module.signal : "")) : null;
    const next = module.next_start ? el("small", { "data-due": module.next_start }, due(module.next_start)) : null;
    const restarts = module.restarts > 0 ? el("small", {}, count(module.restarts, "restart", "restarts")) : null;
    return el(
      "tr",
      {},
      el(
        "th",
        { scope: "row" },
        el("a", { href: this.app.route.address("modules", { q: this.q, open: module.name }), "data-key": module.name + " open" }, el("b", {}, module.name)),
        el("small", {}, [module.display_name !== module.name ? module.display_name : "", module.type, module.runtime].filter(Boolean).join(" · "))
      ),
      cell("Phase", el("span", { class: "o-chip", "data-tone": TONES[module.phase] || (waits ? "wait" : "off") }, module.phase), this.health.chip(module.name), next, why, exit, restarts),
      cell("State", this.states(module)),
      cell("Pid", module.pid || "–"),
      cell("Since", module.since || module.started_at ? when(module.since || module.started_at) : "–"),
      el(
        "td",
        { class: "o-actions" },
        this.button(module, "start", runs || module.state === "disabled"),
        this.button(module, "stop", !runs && !waits),
        this.button(module, "restart", !runs && !waits),
        button("log", () => this.app.route.go("modules", { log: module.name }), { "data-key": module.name + " log", "aria-label": "log of " + module.name })
      )
    );
  }

  states(module) {
    const under = this.busy.has(module.name);
    const choice = el(
      "select",
      { "aria-label": "state of " + module.name, "data-key": module.name + " state", disabled: under, change: () => this.act(module.name, "state", choice.value ? { state: choice.value } : { reset: true }) },
      STATES.map((state) => el("option", { value: state, selected: state === module.state }, state)),
      el("option", { value: "" }, "as its manifest says")
    );
    return choice;
  }

  button(module, action, off) {
    const under = this.busy.get(module.name);
    return button(under === action ? action + "…" : action, () => this.act(module.name, action), {
      "data-key": module.name + " " + action, disabled: off, "aria-disabled": under !== undefined ? "true" : null, "aria-label": action + " " + module.name,
    });
  }

  async act(name, action, more) {
    if (this.busy.has(name)) {
      return;
    }
    this.busy.set(name, action);
    this.draw();
    try {
      const now = await call("module." + action, { name, ...more });
      this.modules = this.modules.map((module) => (module.name === name ? now : module));
      this.app.alert(null);
    } catch (e) {
      this.app.alert(e);
    } finally {
      this.busy.delete(name);
      this.draw();
      this.app.refresh();
    }
  }

  async lookAgain() {
    this.rescan.disabled = true;
    try {
      const { added, removed } = await call("module.rescan");
      const told = [added.length > 0 ? "new: " + added.join(", ") : "", removed.length > 0 ? "gone: " + removed.join(", ") : ""].filter(Boolean);
      this.app.banner(told.length > 0 ? "Rescan: " + told.join("; ") + "." : "Rescan: nothing came or went.");
    } catch (e) {
      this.app.alert(e);
    } finally {
      this.rescan.disabled = false;
      this.app.refresh();
    }
  }
}

function cell(label, ...content) {
  return el("td", { "data-label": label }, ...content);
}

/** "again in 3 s" for a moment to come. */
function due(iso) {
  const seconds = Math.ceil((Date.parse(iso) - Date.now()) / 1000);
  return seconds > 0 ? "again in " + seconds + " s" : "again now";
}
