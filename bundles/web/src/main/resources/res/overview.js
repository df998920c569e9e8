import { call } from "./api.js";
import { button, count, el, fill, paced, problem, span, when } from "./dom.js";
import { flash } from "./rows.js";

const RECENT = 12;
const POLL = 5000;
const SOON = 200;

/** How things are, at a glance. */
export class Overview {
  constructor(root, app) {
    this.app = app;
    this.root = root;
    this.seen = 0;
    this.cards = el("div", { class: "o-cards" });
    this.trouble = el("div", {});
    this.waits = el("p", { class: "o-note", hidden: true });
    this.changes = el("ol", { class: "o-changes" });
    this.quiet = el("p", { class: "o-empty" }, "Nothing has changed since this page was opened. What registers, changes or leaves is listed here.");
    this.doctor = el("div", {});
    this.check = button("Check now", () => this.examine());
    root.append(
      this.waits,
      this.trouble,
      this.cards,
      el("div", { class: "o-card" }, el("div", { class: "o-head" }, el("h2", {}, "Latest changes in the registry")), this.changes, this.quiet),
      el("div", { class: "o-card" }, el("div", { class: "o-head" }, el("h2", {}, "What this installation can do"), this.check), this.doctor)
    );
    this.doctor.append(el("p", { class: "o-empty" }, "Examines ports, folders, permissions and what the host offers; takes a few seconds."));
    this.entries = 0;
    this.soon = paced(() => this.draw(), SOON);
    this.uptime = null;
    this.stats = null;
  }

  show() {
    this.look();
  }

  leave() {
    clearTimeout(this.timer);
  }

  async look() {
    clearTimeout(this.timer);
    try {
      this.stats = await call("hub.stats");
      this.draw();
    } catch (e) {
      this.stats = null;
    }
    if (!this.root.hidden) {
      this.timer = setTimeout(() => this.look(), POLL);
    }
  }

  health(body) {
    this.uptime = body.uptime;
  }

  /** How many entries the registry has. */
  holds(entries) {
    this.entries = entries;
    this.soon();
  }

  facts(modules, tools) {
    this.modules = modules;
    this.tools = tools;
    this.draw();
  }

  /** What a start still waits for. */
  missing(names) {
    this.waits.hidden = names.length === 0;
    this.waits.textContent = "Osprey is starting and waits for: " + names.join("; ");
  }

  failed(failures) {
    this.trouble.replaceChildren(...failures.map(problem));
  }

  draw() {
    if (!this.modules) {
      return;
    }
    const phase = (name) => this.modules.filter((module) => module.phase === name);
    const failed = phase("failed");
    const card = (href, title, number, ...facts) =>
      el("a", { class: "o-card o-fact", href, "data-key": title }, el("span", { class: "o-title" }, title), el("b", {}, number), facts.map((fact) => (fact ? el("small", {}, fact) : null)));
    fill(this.cards, [
      card("#registry", "Registry", this.entries, count(this.seen, "change", "changes") + " since this page was opened"),
      card("#modules", "Modules", this.modules.length, phase("ready").length + " ready", failed.length > 0 ? failed.length + " failed: " + failed.map((module) => module.name).slice(0, 3).join(", ") : "none failed"),
      card("#tools", "Tools", this.tools.length, "from " + count(new Set(this.tools.map((tool) => tool.bundle)).size, "bundle", "bundles")),
      card(
        "#events",
        "Events routed",
        this.stats ? Number(this.stats.events_routed || 0).toLocaleString("en") : "–",
        this.stats ? count(this.stats.connections || 0, "connection", "connections") : "the hub does not answer",
        this.uptime === null ? null : "up " + span(this.uptime)
      ),
    ]);
    this.cards.children[1].dataset.tone = failed.length > 0 ? "bad" : "";
  }

  change(kind, id, head) {
    this.seen++;
    const row = el(
      "li",
      {},
      el("span", { class: "o-chip", "data-tone": { new: "good", changed: "wait" }[kind] || "off" }, kind),
      el("a", { href: this.app.route.address("registry", { open: id }) }, id),
      el("small", {}, head.name && head.name !== id ? head.name : ""),
      when(new Date().toISOString())
    );
    this.changes.prepend(row);
    if (!this.root.hidden) {
      flash(row);
    }
    while (this.changes.childElementCount > RECENT) {
      this.changes.lastElementChild.remove();
    }
    this.quiet.hidden = true;
  }

  async examine() {
    this.check.disabled = true;
    this.check.textContent = "Checking…";
    try {
      const found = await call("osprey.doctor");
      const order = ["fail", "warn", "limited", "ok"];
      const items = [...found.items].sort((one, other) => order.indexOf(one.level) - order.indexOf(other.level));
      this.doctor.replaceChildren(el("ul", { class: "o-findings" }, items.map(finding)));
    } catch (e) {
      this.doctor.replaceChildren(problem(e));
    }
    this.check.disabled = false;
    this.check.textContent = "Check again";
  }
}

function finding(item) {
  const tone = { ok: "good", limited: "wait", warn: "wait", fail: "bad" }[item.level] || "off";
  return el(
    "li",
    {},
    el("span", { class: "o-chip", "data-tone": tone }, item.level),
    el("b", {}, item.check),
    el("span", {}, item.found),
    item.remedy ? el("small", {}, item.remedy) : null
  );
}
