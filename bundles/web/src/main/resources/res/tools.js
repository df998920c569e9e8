import { count, el } from "./dom.js";
import { Rows } from "./rows.js";
import { ToolView } from "./tool.js";

/** The tools: each with a form made from its schema. */
export class ToolsPage {
  constructor(root, app) {
    this.app = app;
    this.tools = [];
    this.views = new Map();
    this.q = "";
    this.search = el("input", {
      type: "search", id: "o-tools-search", placeholder: "Search name or description", "aria-label": "Search the tools", autocomplete: "off", spellcheck: "false",
      input: () => {
        this.q = this.search.value.trim();
        app.route.keep("tools", { q: this.q });
        this.draw();
      },
    });
    this.count = el("span", { class: "o-count", role: "status" });
    this.empty = el("p", { class: "o-empty", hidden: true });
    this.rows = new Rows("Tools", (tool) => tool.name, parts, (name) => app.route.address("tools", { open: name }), (name) => app.route.go("tools", { open: name }));
    this.detail = el("div", { class: "o-detail" });
    root.append(
      el("div", { class: "o-tools" }, this.search, this.count),
      el("div", { class: "o-split" }, el("div", { class: "o-card" }, this.empty, this.rows.node), el("div", { class: "o-card" }, this.detail))
    );
    window.addEventListener("pagehide", () => this.view && this.view.forget());
  }

  show(params) {
    this.q = params.q || "";
    this.search.value = this.q;
    this.opened = params.open;
    this.draw();
    this.open();
    if (this.opened && this.detail.getBoundingClientRect().top > innerHeight) {
      this.detail.scrollIntoView({ block: "start" });
    }
  }

  leave() {
    if (this.view) {
      this.view.forget();
    }
  }

  take(tools) {
    this.tools = tools;
    this.draw();
    this.open();
  }

  draw() {
    const q = this.q.toLowerCase();
    const shown = this.tools.filter((tool) => (tool.name + "\n" + tool.description).toLowerCase().includes(q));
    this.count.textContent = shown.length === this.tools.length ? count(shown.length, "tool", "tools") : shown.length + " of " + this.tools.length;
    this.rows.show(shown.map(({ name, description, role, read_only }) => ({ name, description, role, read_only })));
    this.rows.open(this.opened);
    this.empty.hidden = shown.length > 0;
    this.empty.textContent = this.tools.length === 0
      ? "No tools yet. Deploy a bundle with a Tool service and it shows up here at once."
      : "No tool fits. The search looks for this text in names and descriptions.";
  }

  /** Shows the tool of the address. A view whose call still runs is kept; another one is forgotten with what it shows. */
  open() {
    const tool = this.tools.find((each) => each.name === this.opened);
    const same = this.view && tool && this.view.fits(tool);
    if (same) {
      return;
    }
    const before = this.view;
    this.view = null;
    if (before) {
      if (before.running) {
        this.views.set(before.tool.name, before);
      } else {
        before.forget();
        this.views.delete(before.tool.name);
      }
    }
    if (!tool) {
      const what = this.opened && this.tools.length > 0 ? "There is no tool " + this.opened + " now; its bundle may have gone." : "Choose a tool to see what it does and to call it.";
      this.detail.replaceChildren(el("p", { class: "o-empty" }, what));
      return;
    }
    const kept = this.views.get(tool.name);
    this.view = kept && kept.fits(tool) ? kept : new ToolView(tool);
    this.detail.replaceChildren(this.view.node);
  }
}

function parts(tool) {
  return [
    el("span", { class: "o-line" }, el("b", {}, tool.name), el("span", { class: "o-tag" }, tool.role), tool.read_only ? el("span", { class: "o-tag" }, "read only") : null),
    el("small", {}, tool.description),
  ];
}
