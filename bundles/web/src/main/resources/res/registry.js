import { api } from "./api.js";
import { button, chip, copy, count, el, paced, problem, settled, when } from "./dom.js";
import { flash, Rows } from "./rows.js";
import { Tree } from "./tree.js";

const TYPING = 250;
const DRAW = 100;
const AGAIN = 700;
const MOST_HITS = 1000;
const FRESH = 5000;

/** The registry: found by the one search, followed live. */
export class RegistryPage {
  constructor(root, app) {
    this.root = root;
    this.app = app;
    this.entries = new Map();
    this.sorted = null;
    this.hits = null;
    this.changed = new Set();
    this.gone = new Set();
    this.search = el("input", {
      type: "search", id: "o-registry-search", placeholder: "Search, such as camera, kind:module or metadata.port:90*", "aria-label": "Search the registry",
      "aria-describedby": "o-registry-hint", autocomplete: "off", spellcheck: "false", maxlength: 1000, input: settled(() => this.typed(), TYPING),
    });
    this.count = el("span", { class: "o-count", role: "status" });
    this.live = el("span", { class: "o-chip", "data-tone": "wait" }, "connecting");
    this.message = el("div", {});
    this.others = el("div", { class: "o-others", hidden: true });
    this.empty = el("p", { class: "o-empty", hidden: true });
    this.rows = new Rows("Registry entries", (entry) => entry.module_id, parts, (id) => app.route.address("registry", { open: id }), (id) => app.route.go("registry", { open: id }));
    this.detail = el("div", { class: "o-detail" });
    root.append(
      el("div", { class: "o-tools" }, this.search, hint(), this.count, this.live),
      this.message,
      el("div", { class: "o-split" }, el("div", { class: "o-card" }, this.empty, this.rows.node, this.others), el("div", { class: "o-card" }, this.detail))
    );
    this.draw = paced(() => this.redraw(), DRAW);
    this.searchAgain = paced(() => this.look(), AGAIN);
    this.close();
  }

  state(tone, text) {
    chip(this.live, tone, text);
  }

  show(params) {
    const q = params.q || "";
    if (q !== this.q) {
      this.q = q;
      this.search.value = q;
      this.look();
    } else if (this.search.value !== q) {
      this.search.value = q;
    }
    if (params.open !== this.opened) {
      if (params.open) {
        this.open(params.open);
      } else {
        this.close();
      }
    }
  }

  leave() {
    clearTimeout(this.timer);
  }

  typed() {
    const q = this.search.value.trim();
    if (q !== this.q) {
      this.q = q;
      this.app.route.keep("registry", { q });
      this.look();
    }
  }

  reset(entries) {
    const before = this.entries;
    this.entries = entries;
    this.sorted = null;
    if (before.size > 0) {
      entries.forEach((entry, id) => before.has(id) || this.changed.add(id));
    }
    this.draw();
    if (this.q) {
      this.searchAgain();
    }
    if (this.opened) {
      this.load();
    }
  }

  /** @return whether it is an entry that was not there before */
  change(kind, id, head, entry) {
    const known = this.entries.has(id);
    if (kind === "put") {
      this.entries.set(id, head);
      this.changed.add(id);
      this.gone.delete(id);
    } else {
      this.entries.delete(id);
      this.gone.add(id);
    }
    if (!known || kind !== "put") {
      this.sorted = null;
    }
    if (this.q) {
      this.searchAgain();
    }
    if (id === this.opened) {
      this.shown(entry, kind !== "put");
    }
    this.draw();
    return !known;
  }

  /** Asks the search which entries are wanted; an older answer that comes late is not taken. */
  async look() {
    const q = this.q;
    if (!q) {
      this.hits = null;
      this.message.replaceChildren();
      this.draw();
      return;
    }
    this.asked = (this.asked || 0) + 1;
    const asked = this.asked;
    try {
      const page = await api("/api/v1/search?limit=" + MOST_HITS + "&q=" + encodeURIComponent(q));
      if (asked === this.asked && q === this.q) {
        this.hits = page;
        this.message.replaceChildren();
        this.draw();
      }
    } catch (e) {
      if (asked === this.asked && q === this.q) {
        this.message.replaceChildren(problem(e));
      }
    }
  }

  redraw() {
    const items = this.wanted();
    this.rows.show(items, this.root.hidden ? new Set() : this.changed, this.root.hidden ? new Set() : this.gone);
    this.changed.clear();
    this.gone.clear();
    const total = this.entries.size;
    const cut = this.hits && this.hits.next ? ", of the best " + MOST_HITS + " hits; search for more words" : "";
    this.count.textContent = this.hits ? items.length + " of " + count(total, "entry", "entries") + cut : count(total, "entry", "entries");
    this.empty.hidden = items.length > 0;
    this.empty.textContent = this.hits
      ? "No entry fits. Search for fewer or shorter words, or with a glob such as cam*."
      : "The registry is empty. A module registers itself; try POST /modules, or drop a module folder into modules/.";
    this.elsewhere();
  }

  wanted() {
    if (this.hits) {
      return this.hits.items.filter((hit) => hit.kind === "module").map((hit) => this.entries.get(hit.id)).filter(Boolean);
    }
    if (this.sorted === null) {
      this.sorted = [...this.entries.keys()].sort();
    }
    return this.sorted.map((id) => this.entries.get(id));
  }

  /** What the search finds that is no entry. */
  elsewhere() {
    const hits = this.hits ? this.hits.items.filter((hit) => hit.kind !== "module") : [];
    const hidden = this.hits ? this.hits.hidden : [];
    this.others.hidden = hits.length + hidden.length === 0;
    hits.sort((one, other) => Number(one.kind === "service") - Number(other.kind === "service"));
    const link = (hit) =>
      hit.kind === "tool"
        ? el("a", { href: this.app.route.address("tools", { open: hit.id }) }, hit.id)
        : el("b", {}, hit.name || hit.id);
    this.others.replaceChildren(
      el("h3", {}, "Found elsewhere"),
      el("ul", {}, hits.slice(0, 20).map((hit) => el("li", {}, el("span", { class: "o-tag" }, hit.kind), " ", link(hit), " ", el("small", {}, hit.description.slice(0, 200))))),
      hits.length > 20 ? el("p", {}, el("small", {}, hits.length - 20 + " more; narrow the search with kind:tool or kind:service")) : "",
      hidden.length > 0 ? el("p", {}, el("small", {}, "You may not see: " + hidden.join(", "))) : ""
    );
  }

  close() {
    clearTimeout(this.timer);
    this.opened = undefined;
    this.rows.open(null);
    this.detail.replaceChildren(el("p", { class: "o-empty" }, "Choose an entry to see its whole document, who holds it and how long its lease is."));
  }

  open(id) {
    this.opened = id;
    this.rows.open(id);
    this.tree = new Tree();
    this.facts = el("dl", { class: "o-facts" });
    this.notice = el("div", {});
    this.entry = null;
    this.detail.replaceChildren(
      el(
        "div",
        { class: "o-head" },
        el("h2", { tabindex: "-1" }, id),
        copy("Copy JSON", () => JSON.stringify(this.entry, null, 2)),
        button("×", () => this.app.route.go("registry", { open: "" }), { class: "o-close", "aria-label": "Close the entry" })
      ),
      this.notice,
      this.facts,
      this.tree.node
    );
    this.load();
    if (this.detail.getBoundingClientRect().top > innerHeight) {
      this.detail.scrollIntoView({ block: "start" });
    }
  }

  /** Asked again now and then, since a heartbeat is no change. */
  async load() {
    clearTimeout(this.timer);
    const id = this.opened;
    try {
      const entry = await api("/api/v1/registry/" + encodeURIComponent(id));
      if (id === this.opened) {
        this.shown(entry, false);
      }
    } catch (e) {
      if (id === this.opened && (e.code !== "not_found" || !this.entry)) {
        this.notice.replaceChildren(problem(e));
      }
    }
    if (id === this.opened) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => !this.root.hidden && this.load(), FRESH);
    }
  }

  shown(entry, gone) {
    const first = this.entry === null;
    const same = !first && JSON.stringify(this.entry.document) === JSON.stringify(entry.document);
    this.entry = entry;
    this.notice.replaceChildren(gone ? el("p", { class: "o-note" }, "This entry has left the registry. This is what it was last.") : "");
    const fact = (name, value) => [el("dt", {}, name), el("dd", {}, value)];
    this.facts.replaceChildren(
      ...fact("Holder", entry.holder),
      ...fact("Lease", entry.ttl_seconds ? entry.ttl_seconds + " s, renewed by heartbeats" : "none: it stays as long as its bundle"),
      ...fact("Registered", when(entry.registered_at)),
      ...fact("Last heartbeat", entry.ttl_seconds ? when(entry.last_heartbeat) : "–")
    );
    if (!same) {
      this.tree.show(entry.document);
      if (!first) {
        flash(this.facts);
      }
    }
  }
}

function parts(entry) {
  return [
    el("span", { class: "o-line" }, el("b", {}, entry.module_id), el("span", { class: "o-tag" }, entry.module_type || "entry")),
    el("small", {}, [entry.name !== entry.module_id ? entry.name : "", "held by " + entry.holder].filter(Boolean).join(" · ")),
  ];
}

function hint() {
  const row = (example, meaning) => [el("dt", {}, el("code", {}, example)), el("dd", {}, meaning)];
  const node = el(
    "details",
    { class: "o-hint", id: "o-registry-hint" },
    el("summary", {}, "Help"),
    el(
      "dl",
      {},
      row("camera front", "all words, in name, id, description, tags or a value"),
      row('"front camera"', "the words together"),
      row("cam* ?am", "globs for something whole"),
      row("metadata.port:90*", "a field, by its dotted path"),
      row("metadata:*", "has the field at all"),
      row("kind:tool -tag:old", "a kind; without something"),
      row("(&(kind=module)(metadata.port>=9000))", "an LDAP filter")
    )
  );
  document.addEventListener("click", (click) => node.contains(click.target) || (node.open = false));
  document.addEventListener("keydown", (press) => press.key === "Escape" && (node.open = false));
  return node;
}
