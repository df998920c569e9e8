import { api, call } from "./api.js";
import { button, el, fill, problem, when } from "./dom.js";

const TONES = { ready: "good", starting: "wait", stopping: "wait", failed: "bad" };
const STATES = ["enabled", "manual", "disabled"];
const FOLLOW = 1500;
const LINES = [200, 1000, 5000];

/** Modules with their buttons and what they wrote. */
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
    const titles = ["Module", "Phase", "State", "Pid", "Since"].map((title) => el("th", { scope: "col" }, title));
    this.body = el("tbody", {});
    this.table = el("table", { class: "o-table", id: "o-modules-table" }, el("thead", {}, el("tr", {}, titles, el("th", { scope: "col" }, el("span", { class: "o-hidden" }, "Actions")))), this.body);
    this.empty = el("p", { class: "o-empty", hidden: true });
    this.log = new Log((open) => app.route.go("modules", { log: open || "" }));
    root.append(el("div", { class: "o-tools" }, this.search, this.count, this.rescan), el("div", { class: "o-card" }, this.table, this.empty), this.log.node);
  }

  show(params) {
    this.q = params.q || "";
    this.search.value = this.q;
    this.draw();
    this.log.open(params.log);
  }

  leave() {
    this.log.rest();
  }

  take(modules) {
    if (JSON.stringify(modules) !== JSON.stringify(this.modules)) {
      this.modules = modules;
      this.draw();
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
    const runs = module.phase !== "stopped" && module.phase !== "failed";
    const reason = module.reason && !runs ? el("small", {}, module.reason) : null;
    const exit = module.exit_code !== null && module.exit_code !== undefined && !runs ? el("small", {}, "exit code " + module.exit_code) : null;
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, el("b", {}, module.name), el("small", {}, [module.display_name !== module.name ? module.display_name : "", module.type, module.runtime].filter(Boolean).join(" · "))),
      cell("Phase", el("span", { class: "o-chip", "data-tone": TONES[module.phase] || "off" }, module.phase), reason, exit),
      cell("State", this.states(module)),
      cell("Pid", module.pid || "–"),
      cell("Since", runs && module.started_at ? when(module.started_at) : "–"),
      el(
        "td",
        { class: "o-actions" },
        this.button(module, "start", runs || module.state === "disabled"),
        this.button(module, "stop", !runs),
        this.button(module, "restart", !runs),
        button("log", () => this.app.route.go("modules", { log: module.name }), { "data-key": module.name + " log", "aria-label": "log of " + module.name })
      )
    );
  }

  states(module) {
    const under = this.busy.has(module.name);
    const choice = el(
      "select",
      { "aria-label": "state of " + module.name, "data-key": module.name + " state", disabled: under, change: () => this.act(module.name, "state", { state: choice.value }) },
      STATES.map((state) => el("option", { value: state, selected: state === module.state }, state))
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

/** What a module wrote, followed while it is open and seen. */
class Log {
  constructor(onOpen) {
    this.title = el("h2", { id: "o-log-title" });
    this.lines = el("select", { "aria-label": "Lines", change: () => this.look() }, LINES.map((most) => el("option", { value: most }, "last " + most)));
    this.follow = el("input", { type: "checkbox", id: "o-log-follow", checked: true, change: () => this.end() });
    this.text = el("pre", { class: "o-log", tabindex: "0", role: "region", "aria-labelledby": "o-log-title" });
    this.message = el("div", {});
    this.node = el(
      "div",
      { class: "o-card", hidden: true },
      el("div", { class: "o-head" }, this.title, el("label", {}, this.follow, " to the end"), this.lines, button("×", () => onOpen(null), { class: "o-close", "aria-label": "Close the log" })),
      this.message,
      this.text
    );
  }

  open(name) {
    if (name !== this.name) {
      this.name = name;
      this.text.textContent = "";
      this.title.textContent = "Log of " + name;
      this.message.replaceChildren();
      this.fresh = Boolean(name);
    }
    this.node.hidden = !name;
    this.look();
  }

  rest() {
    clearTimeout(this.timer);
  }

  async look() {
    clearTimeout(this.timer);
    const name = this.name;
    if (!name) {
      return;
    }
    try {
      const { lines } = document.hidden && !this.fresh ? {} : await api("/api/v1/modules/" + encodeURIComponent(name) + "/log?lines=" + this.lines.value);
      if (name === this.name && lines) {
        this.show(lines);
      }
    } catch (e) {
      if (name === this.name) {
        this.message.replaceChildren(problem(e));
      }
    }
    if (name === this.name && this.node.offsetParent !== null) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), FOLLOW);
    }
  }

  show(lines) {
    const text = lines.join("\n");
    this.message.replaceChildren(lines.length === 0 ? el("p", { class: "o-empty" }, "Nothing written yet. Lines of standard output and standard error appear here.") : "");
    this.text.hidden = lines.length === 0;
    if (text !== this.text.textContent) {
      this.text.textContent = text;
      this.end();
    }
    if (this.fresh) {
      this.fresh = false;
      this.node.scrollIntoView({ block: "nearest" });
    }
  }

  end() {
    if (this.follow.checked) {
      this.text.scrollTop = this.text.scrollHeight;
    }
  }
}
