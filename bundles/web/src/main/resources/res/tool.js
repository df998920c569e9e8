import { stream } from "./api.js";
import { button, copy, count, el, problem, span } from "./dom.js";
import { field, parsed } from "./form.js";
import { reveal } from "./rows.js";
import { Tree } from "./tree.js";

const MOST_CHUNKS = 1000;
const MOST_TEXT = 262144;
/** Tools whose result is a secret: it is shown once and nowhere else. */
const SECRET = ["access.token.create"];

/** One tool: its form, its call, what it answers. */
export class ToolView {
  constructor(tool) {
    this.tool = tool;
    this.secret = SECRET.includes(tool.name);
    this.running = null;
    this.form = field(tool.input, null, true);
    this.json = el("textarea", { rows: 10, class: "o-mono", spellcheck: "false", autocomplete: "off", "aria-label": "Input as JSON", hidden: true });
    this.jsonError = el("span", { class: "o-error" });
    this.fields = el("div", {}, this.form.node);
    this.switch = button("Edit as JSON", () => this.turn(), { "aria-pressed": "false" });
    this.go = el("button", { type: "submit", class: "o-main" }, "Call");
    this.stop = button("Cancel", () => this.running && this.running.abort(), { hidden: true });
    this.status = el("span", { class: "o-count", role: "status" });
    this.progress = el("progress", { max: 1, hidden: true, "aria-label": "Progress" });
    this.chunks = el("pre", { class: "o-log", tabindex: "0", role: "log", "aria-label": "Parts of the result", hidden: true });
    this.answer = el("div", { class: "o-answer" });
    this.buttons = el("div", { class: "o-buttons" }, this.go, this.stop, this.switch, this.status);
    this.node = el(
      "div",
      {},
      el("div", { class: "o-head" }, el("h2", {}, tool.name), el("span", { class: "o-tag" }, tool.role), tool.read_only ? el("span", { class: "o-tag" }, "read only") : null, el("small", {}, facts(tool))),
      el("p", { class: "o-about" }, tool.description),
      el(
        "form",
        { class: "o-form", autocomplete: "off", novalidate: true, submit: (submit) => this.call(submit) },
        Object.keys(tool.input.properties || {}).length === 0 ? el("p", { class: "o-soft" }, "It takes no input.") : null,
        this.fields,
        this.json,
        this.jsonError,
        this.buttons
      ),
      this.progress,
      this.chunks,
      this.answer,
      schemas(tool)
    );
  }

  fits(tool) {
    return tool.name === this.tool.name && JSON.stringify(tool) === JSON.stringify(this.tool);
  }

  /** Between the form and JSON; what was filled in goes along. */
  turn() {
    const toJson = this.json.hidden;
    try {
      if (toJson) {
        this.json.value = JSON.stringify(this.form.value([]) || {}, null, 2);
      } else {
        this.form.write(parsed(this.json.value || "{}"));
      }
    } catch (e) {
      this.jsonError.textContent = e.message;
      return;
    }
    this.jsonError.textContent = "";
    this.json.hidden = !toJson;
    this.fields.hidden = toJson;
    this.switch.textContent = toJson ? "Back to the form" : "Edit as JSON";
    this.switch.setAttribute("aria-pressed", String(toJson));
  }

  input() {
    if (!this.json.hidden) {
      this.jsonError.textContent = "";
      try {
        return parsed(this.json.value.trim() || "{}");
      } catch (e) {
        this.jsonError.textContent = e.message;
        this.json.focus();
        return null;
      }
    }
    const wrong = [];
    const value = this.form.value(wrong);
    if (wrong.length > 0) {
      wrong[0].focus();
      this.status.textContent = count(wrong.length, "field needs", "fields need") + " your attention";
      return null;
    }
    return value || {};
  }

  async call(submit) {
    submit.preventDefault();
    const input = this.running ? null : this.input();
    if (input === null) {
      return;
    }
    this.begin();
    const started = performance.now();
    const clock = setInterval(() => (this.status.textContent = "running for " + span((performance.now() - started) / 1000)), 1000);
    try {
      const { result, call_id: id } = await stream(this.tool.name, input, this.running.signal, { chunk: (part) => this.chunk(part), progress: (at) => this.at(at) });
      this.status.textContent = "done in " + lasted(performance.now() - started);
      this.done(result, id);
    } catch (e) {
      const cancelled = e.name === "AbortError";
      this.status.textContent = (cancelled ? "cancelled" : "failed") + " after " + lasted(performance.now() - started);
      this.answer.replaceChildren(cancelled ? "" : problem(e));
      this.reveal();
    } finally {
      clearInterval(clock);
      this.running = null;
      this.go.disabled = false;
      this.stop.hidden = true;
      this.progress.hidden = true;
    }
  }

  begin() {
    this.running = new AbortController();
    this.go.disabled = true;
    this.stop.hidden = false;
    this.status.textContent = "running";
    this.answer.replaceChildren();
    this.chunks.replaceChildren();
    this.chunks.hidden = true;
    this.size = 0;
    this.scrolled = null;
  }

  /** Bounded: the oldest parts make room. */
  chunk(part) {
    const text = typeof part === "string" ? part : part && typeof part.line === "string" ? part.line : JSON.stringify(part);
    const line = el("span", {}, text.slice(0, MOST_TEXT) + "\n");
    this.chunks.hidden = false;
    this.chunks.append(line);
    this.size += line.textContent.length;
    while (this.chunks.childElementCount > MOST_CHUNKS || (this.size > MOST_TEXT && this.chunks.childElementCount > 1)) {
      this.size -= this.chunks.firstElementChild.textContent.length;
      this.chunks.firstElementChild.remove();
    }
    this.chunks.scrollTop = this.chunks.scrollHeight;
    this.reveal();
  }

  at({ done, message }) {
    this.progress.hidden = false;
    this.progress.value = done;
    this.status.textContent = Math.round(done * 100) + " %" + (message ? ", " + message : "");
  }

  done(result, id) {
    const tree = new Tree();
    tree.show(result);
    this.answer.replaceChildren(
      el("div", { class: "o-head" }, el("h3", {}, "Result"), el("small", {}, "call " + id), copy("Copy JSON", () => JSON.stringify(result, null, 2))),
      this.secret ? el("p", { class: "o-note" }, "Shown once: it is kept nowhere. Copy it now; it is gone when you leave this tool.") : "",
      tree.node
    );
    this.reveal();
  }

  /** Below a long form an answer would not be seen; whoever scrolls away meanwhile is left where they are. */
  reveal() {
    const box = this.node.closest(".o-card");
    const moved = this.scrolled !== null && box && Math.abs(box.scrollTop - this.scrolled) > 4;
    if (box && !moved && Math.max(...[this.chunks, this.answer].map((node) => node.getBoundingClientRect().bottom)) > box.getBoundingClientRect().bottom) {
      reveal(this.buttons, true);
      this.scrolled = box.scrollTop;
    }
  }

  /** Leaves nothing of a secret behind. */
  forget() {
    if (this.secret && !this.running) {
      this.answer.replaceChildren();
      this.status.textContent = "";
    }
  }
}

function facts(tool) {
  return [tool.bundle, tool.timeout_seconds ? "at most " + span(tool.timeout_seconds) : ""].filter(Boolean).join(" · ");
}

function lasted(milliseconds) {
  return milliseconds < 1000 ? Math.round(milliseconds) + " ms" : (milliseconds / 1000).toFixed(1) + " s";
}

function schemas(tool) {
  return el("details", { class: "o-schema" }, el("summary", {}, "Schemas"), el("h3", {}, "Input"), el("pre", {}, JSON.stringify(tool.input, null, 2)), el("h3", {}, "Output"), el("pre", {}, JSON.stringify(tool.output, null, 2)));
}
