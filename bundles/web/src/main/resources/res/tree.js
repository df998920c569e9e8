import { button, count, el } from "./dom.js";
import { flash } from "./rows.js";

const MANY = 200;
const LONG = 4000;
const UNFOLDED = 2;

/** A JSON value as a tree that folds. Shown again, what has changed is marked and what was opened stays open. */
export class Tree {
  constructor() {
    this.node = el("div", { class: "o-tree" });
    this.folded = new Map();
    this.before = undefined;
  }

  show(value) {
    this.node.replaceChildren(...this.content(value, this.before, "", 0));
    this.before = value;
  }

  /** What is inside a value. */
  content(value, before, path, depth) {
    if (!isBranch(value)) {
      return [leaf(null, value, false)];
    }
    const keys = Object.keys(value);
    if (keys.length === 0) {
      return [el("div", { class: "o-leaf" }, el("span", { class: "o-value", "data-type": "null" }, Array.isArray(value) ? "empty list" : "empty"))];
    }
    const old = isBranch(before) ? before : null;
    const one = (key) => this.item(key, value[key], old, path + "/" + key, depth, before !== undefined);
    const drawn = keys.slice(0, MANY).map(one);
    if (keys.length > MANY) {
      const more = button("Show " + (keys.length - MANY) + " more", () => more.replaceWith(...keys.slice(MANY).map(one)));
      drawn.push(more);
    }
    return drawn;
  }

  item(key, value, old, path, depth, compared) {
    const before = old && Object.hasOwn(old, key) ? old[key] : undefined;
    if (!isBranch(value) || Object.keys(value).length === 0) {
      return leaf(key, value, compared && JSON.stringify(before) !== JSON.stringify(value));
    }
    const size = Object.keys(value).length;
    const branch = el(
      "details",
      { open: this.folded.has(path) ? !this.folded.get(path) : depth < UNFOLDED && size <= MANY },
      el("summary", {}, el("span", { class: "o-key" }, key), " ", el("small", {}, Array.isArray(value) ? count(size, "item", "items") : count(size, "field", "fields")))
    );
    const load = () => {
      if (branch.open && branch.childElementCount === 1) {
        branch.append(...this.content(value, compared ? before ?? null : undefined, path, depth + 1));
      }
    };
    branch.addEventListener("toggle", () => {
      this.folded.set(path, !branch.open);
      load();
    });
    load();
    return branch;
  }
}

function isBranch(value) {
  return value !== null && typeof value === "object";
}

function leaf(key, value, changed) {
  const node = el(
    "div",
    { class: "o-leaf" },
    key === null ? null : el("span", { class: "o-key" }, key),
    el("span", { class: "o-value", "data-type": value === null ? "null" : typeof value }, shown(value))
  );
  if (changed) {
    flash(node);
  }
  return node;
}

function shown(value) {
  if (value === "") {
    return "empty text";
  }
  if (isBranch(value)) {
    return Array.isArray(value) ? "empty list" : "empty";
  }
  const text = String(value);
  return text.length > LONG ? text.slice(0, LONG) + "… (" + count(text.length, "character", "characters") + ")" : text;
}
