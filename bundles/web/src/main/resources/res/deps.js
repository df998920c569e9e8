import { call } from "./api.js";
import { el, fill, problem } from "./dom.js";
import { TONES } from "./module.js";

/** Which module needs which: what starts together stands in one column, what it needs in those to its left. */
export class Dependencies {
  constructor(app) {
    this.app = app;
    this.body = el("div", {});
    this.node = el("div", { class: "o-card", hidden: true }, el("div", { class: "o-head" }, el("h2", {}, "Dependencies")), this.body);
  }

  async show(open) {
    this.node.hidden = !open;
    if (!open) {
      return;
    }
    try {
      this.draw(await call("module.dependencies"));
    } catch (e) {
      this.body.replaceChildren(problem(e));
    }
  }

  draw({ nodes, levels, cycles }) {
    const known = new Map(nodes.map((node) => [node.name, node]));
    const columns = levels.map((names, i) => el("ol", { "aria-label": "Level " + (i + 1) }, names.map((name) => this.item(known.get(name), name))));
    fill(this.body, [
      cycles.length > 0 ? el("p", { class: "o-note" }, "These need each other in a circle, so none of them starts: " + cycles.map((names) => [...names, names[0]].join(" → ")).join("; ")) : "",
      nodes.length === 0 ? el("p", { class: "o-empty" }, "No modules.") : el("div", { class: "o-levels", tabindex: "0", role: "region", "aria-label": "Modules by level" }, columns),
    ]);
  }

  item(node, name) {
    const needs = node ? node.depends_on : [];
    const missing = new Set(node ? node.missing : []);
    return el(
      "li",
      {},
      el("a", { href: this.app.route.address("modules", { view: "deps", open: name }), "data-key": "dep " + name }, name),
      " ",
      node ? el("span", { class: "o-chip", "data-tone": TONES[node.phase] || "off" }, node.phase) : null,
      needs.length > 0 ? el("small", {}, "needs " + needs.map((need) => need + (missing.has(need) ? " (missing)" : "")).join(", ")) : null
    );
  }
}
