import { call } from "./api.js";
import { button, el, fill, paced, problem, when } from "./dom.js";
import { Tree } from "./tree.js";

export const TONES = { ready: "good", starting: "wait", stopping: "wait", backoff: "wait", failed: "bad" };

const STAGES = { suspect: "wait", evidence: "wait", act: "wait", probation: "wait", unhealthy: "bad", gave_up: "bad" };
const LEVELS = { good: "good", suspect: "wait", bad: "bad" };
const STEPS = 50;
const SOON = 300;

/** How modules are, as the watchdog says. */
export class Health {
  constructor() {
    this.standings = new Map();
  }

  /** Whether something has changed. */
  async look() {
    const before = JSON.stringify([...this.standings]);
    try {
      const { modules } = await call("watchdog.status");
      this.standings = new Map(modules.map((standing) => [standing.name, standing]));
    } catch (e) {
      // a watchdog that is gone has nothing to say
      this.standings = new Map();
    }
    return JSON.stringify([...this.standings]) !== before;
  }

  of(name) {
    return this.standings.get(name);
  }

  /** Something to see only for one that is not well. */
  chip(name) {
    const standing = this.of(name);
    const tone = standing && STAGES[standing.stage];
    return tone ? el("span", { class: "o-chip", "data-tone": tone, title: standing.reason || "" }, standing.stage.replace("_", " ")) : null;
  }
}

/** All that is known of one module: why it is as it is, what it needs, how it is, what happened to it. */
export class ModuleDetail {
  constructor(app, health) {
    this.app = app;
    this.health = health;
    this.title = el("h2", {});
    this.body = el("div", {});
    this.manifest = new Tree();
    this.evidence = el("div", {});
    this.node = el("div", { class: "o-card", hidden: true }, el("div", { class: "o-head" }, this.title, button("×", () => app.route.go("modules", { open: "" }), { class: "o-close", "aria-label": "Close the module" })), this.body);
    this.changed = paced(() => this.load(), SOON);
  }

  open(name) {
    if (name !== this.name) {
      this.name = name;
      this.info = null;
      this.manifest = new Tree();
      this.evidence.replaceChildren();
      this.body.replaceChildren();
      this.title.textContent = name || "";
      this.load(true);
    }
    this.node.hidden = !name;
  }

  async load(fresh) {
    const name = this.name;
    if (!name || document.hidden) {
      return;
    }
    try {
      const [info, why, history] = await Promise.all([call("module.info", { name }), call("module.why", { name }), call("module.history", { name, limit: STEPS })]);
      if (name === this.name) {
        Object.assign(this, { info, why: why.chain, steps: history.steps });
        this.manifest.show(info.manifest);
        this.draw();
      }
    } catch (e) {
      if (name === this.name) {
        this.body.replaceChildren(problem(e));
      }
    }
    if (fresh && name === this.name) {
      this.node.scrollIntoView({ block: "nearest" });
    }
  }

  draw() {
    if (!this.info) {
      return;
    }
    const { module, warnings, source } = this.info;
    fill(this.body, [
      this.facts(module, source),
      warnings.length > 0 ? el("ul", { class: "o-note" }, warnings.map((warning) => el("li", {}, warning))) : "",
      part("Why", this.why.length > 0 ? el("ol", { class: "o-why" }, this.why.map((why) => this.reason(why))) : el("p", { class: "o-empty" }, "There is nothing to explain.")),
      this.watched(module.name),
      part("What happened", this.steps.length > 0 ? el("ol", { class: "o-steps", tabindex: "0" }, [...this.steps].reverse().map(step)) : el("p", { class: "o-empty" }, "Nothing yet.")),
      part("Manifest", this.manifest.node),
    ]);
  }

  facts(module, source) {
    const { restart, ready, dependents, last_end: end } = this.info;
    const rows = [
      ["Phase", el("span", { class: "o-chip", "data-tone": TONES[module.phase] || "off" }, module.phase)],
      ["Run", module.incarnation > 0 ? "number " + module.incarnation + (module.restarts > 0 ? ", " + module.restarts + " by itself" : "") : "never yet"],
      ["Needs", this.links(module.depends_on)],
      ["Needed by", this.links(dependents)],
      ["Restart", restart && restart.policy + (restart.policy === "never" ? "" : ", after " + restart.delay_seconds + " s up to " + restart.max_delay_seconds + " s")],
      ["Ready by", ready && ready.kind + (ready.port ? " " + ready.port : "") + (ready.path || "")],
      ["Last end", end && end.found + " found, " + end.forced + " by force, " + end.survivors + " left"],
      ["Folder", module.folder],
      ["Found in", source],
    ];
    return el("dl", { class: "o-facts" }, rows.filter(([, value]) => value).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
  }

  links(names) {
    return names.length > 0 ? names.flatMap((name, i) => [i > 0 ? ", " : "", this.link(name)]) : null;
  }

  link(name) {
    return el("a", { href: this.app.route.address("modules", { open: name }), "data-key": "to " + name }, name);
  }

  reason(why) {
    return el("li", {}, why.text, why.module ? [" ", this.link(why.module)] : null, " ", el("small", {}, why.code, why.at ? [", ", when(why.at)] : null));
  }

  watched(name) {
    const standing = this.health.of(name);
    if (!standing) {
      return "";
    }
    const checks = standing.checks.map((check) => el("li", {}, el("span", { class: "o-chip", "data-tone": LEVELS[check.level] || "off" }, check.check), " ", check.reason || check.level));
    return part(
      "Health" + (standing.watched || STAGES[standing.stage] ? ": " + standing.stage.replace("_", " ") : ""),
      el("ul", { class: "o-why" }, standing.reason || standing.note ? el("li", {}, standing.reason || standing.note) : null, checks),
      standing.stage === "gave_up" ? el("p", { class: "o-about" }, button("Try again", () => this.resume(name), { "data-key": "resume" })) : null,
      standing.evidence_id ? el("p", { class: "o-about" }, button("Evidence", () => this.show(standing.evidence_id), { "data-key": "evidence" })) : null,
      this.evidence
    );
  }

  async resume(name) {
    try {
      await call("watchdog.resume", { name });
      await this.health.look();
      this.draw();
    } catch (e) {
      this.app.alert(e);
    }
  }

  async show(id) {
    try {
      const tree = new Tree();
      tree.show(await call("watchdog.evidence", { id }));
      this.evidence.replaceChildren(tree.node);
    } catch (e) {
      this.evidence.replaceChildren(problem(e));
    }
  }
}

function part(title, ...content) {
  return el("div", { class: "o-schema" }, el("h3", {}, title), content);
}

function step({ at, step, module, incarnation, ...extras }) {
  const more = Object.entries(extras).map(([name, value]) => name + " " + (typeof value === "object" ? JSON.stringify(value) : value));
  return el("li", {}, at ? when(at) : "", el("b", {}, step), el("small", {}, [incarnation > 0 ? "run " + incarnation : "", ...more].filter(Boolean).join(", ")));
}
