import { api } from "./api.js";
import { button, el, problem } from "./dom.js";

const PAGE = 500;
const MOST = 5000;
const NEAR = 40;
const RETRY = 3000;
const STREAMS = [["", "all"], ["out", "output"], ["err", "errors"], ["sys", "launcher"]];

/** What a module wrote: live, back to its beginning by scrolling up, and on without a hole after a loss of the connection. */
export class Log {
  constructor(onOpen) {
    this.title = el("h2", { id: "o-log-title" });
    this.filter = el("input", { type: "search", placeholder: "Filter", "aria-label": "Filter the lines", autocomplete: "off", spellcheck: "false", input: () => this.sift() });
    this.stream = el("select", { "aria-label": "Stream", change: () => this.begin() }, STREAMS.map(([value, text]) => el("option", { value }, text)));
    this.stay = el("input", { type: "checkbox", id: "o-log-follow", checked: true, change: () => this.end() });
    this.text = el("div", { class: "o-log", tabindex: "0", role: "log", "aria-live": "off", "aria-labelledby": "o-log-title", scroll: () => this.scrolled() });
    this.message = el("div", {});
    this.node = el(
      "div",
      { class: "o-card", hidden: true },
      el("div", { class: "o-head" }, this.title, this.filter, this.stream, el("label", {}, this.stay, " to the end"), button("×", () => onOpen(null), { class: "o-close", "aria-label": "Close the log" })),
      this.message,
      this.text
    );
    this.waiting = [];
    document.addEventListener("visibilitychange", () => (document.hidden ? this.rest() : this.follow()));
  }

  open(name) {
    this.node.hidden = !name;
    if (name !== this.name) {
      this.name = name;
      this.title.textContent = "Log of " + name;
      this.begin(true);
    } else {
      this.follow();
    }
  }

  /** Holds no connection: browsers allow six to one server, for all its pages together. */
  rest() {
    clearTimeout(this.timer);
    if (this.source) {
      this.source.close();
      this.source = null;
    }
  }

  address(below, query) {
    const given = Object.entries({ ...query, stream: this.stream.value }).filter(([, value]) => value);
    return "/api/v1/modules/" + encodeURIComponent(this.name) + "/log" + below + "?" + new URLSearchParams(given);
  }

  /** Shows the last lines, then what comes. */
  async begin(fresh) {
    this.rest();
    this.turn = (this.turn || 0) + 1;
    const turn = this.turn;
    Object.assign(this, { first: null, last: null, more: false, ready: false, waiting: [] });
    this.text.replaceChildren();
    this.message.replaceChildren();
    if (!this.name) {
      return;
    }
    try {
      const page = await api(this.address("", { lines: PAGE }));
      if (turn !== this.turn) {
        return;
      }
      this.more = page.more;
      this.ready = true;
      this.append(page.entries);
      this.follow();
    } catch (e) {
      if (turn === this.turn) {
        this.message.replaceChildren(problem(e));
        this.timer = setTimeout(() => this.begin(), RETRY);
      }
    }
    if (fresh && turn === this.turn) {
      this.node.scrollIntoView({ block: "nearest" });
    }
  }

  follow() {
    this.rest();
    if (!this.name || !this.ready || document.hidden || this.node.offsetParent === null) {
      return;
    }
    const source = new EventSource(this.address("/stream", { after: this.last, lines: this.last ? "" : PAGE }));
    this.source = source;
    source.addEventListener("line", (event) => this.take(JSON.parse(event.data)));
    source.addEventListener("gap", (event) => this.mark("wait", JSON.parse(event.data).lines + " lines were left out here"));
    source.addEventListener("reset", () => this.mark("wait", "The log has no memory of what was shown; it goes on with what is written now"));
    source.addEventListener("end", () => {
      this.mark("bad", "The module has been removed");
      this.rest();
    });
    source.onerror = () => {
      // a browser tries again by itself after a lost connection, but not after a refusal
      if (source === this.source && source.readyState === EventSource.CLOSED) {
        this.timer = setTimeout(() => this.follow(), RETRY);
      }
    };
  }

  /** A burst is drawn at once. */
  take(line) {
    this.waiting.push(line);
    this.last = line.cursor;
    if (this.waiting.length === 1) {
      requestAnimationFrame(() => this.append(this.waiting.splice(0)));
    }
  }

  append(lines) {
    if (lines.length > 0) {
      this.first = this.first || lines[0].cursor;
      this.last = lines[lines.length - 1].cursor;
      this.text.append(...lines.slice(-MOST).map((line) => this.line(line)));
      this.trim();
    }
    this.message.replaceChildren(this.text.childElementCount === 0 ? el("p", { class: "o-empty" }, "Nothing written yet. Lines of standard output and standard error appear here.") : "");
    this.end();
  }

  /** What is far back is read again when somebody scrolls there. */
  trim() {
    while (this.text.childElementCount > MOST) {
      this.text.firstElementChild.remove();
      this.more = true;
    }
    const first = [...this.text.children].find((node) => node.dataset.cursor);
    this.first = first ? first.dataset.cursor : null;
  }

  line({ cursor, time, stream, text }) {
    return el("div", { "data-cursor": cursor, "data-stream": stream, title: time ? new Date(time).toLocaleString() + ", " + stream : stream, hidden: !this.fits(text) }, text === "" ? "\u00a0" : text);
  }

  mark(tone, text) {
    this.append(this.waiting.splice(0));
    this.text.append(el("div", { class: "o-mark", "data-tone": tone }, text));
    this.end();
  }

  fits(text) {
    return text.toLowerCase().includes(this.filter.value.trim().toLowerCase());
  }

  sift() {
    for (const node of this.text.children) {
      node.hidden = Boolean(node.dataset.cursor) && !this.fits(node.textContent);
    }
    this.end();
  }

  /** Scrolling up stays there; near the beginning it brings what was before. */
  scrolled() {
    const below = this.text.scrollHeight - this.text.scrollTop - this.text.clientHeight;
    if (below > NEAR && this.text.scrollTop < this.before) {
      this.stay.checked = false;
    }
    this.before = this.text.scrollTop;
    if (this.text.scrollTop < NEAR && !this.stay.checked) {
      this.back();
    }
  }

  async back() {
    if (!this.more || this.reading || !this.first || this.text.childElementCount >= 2 * MOST) {
      return;
    }
    this.reading = true;
    const turn = this.turn;
    try {
      const page = await api(this.address("", { before: this.first, lines: PAGE }));
      if (turn === this.turn && !page.reset && page.entries.length > 0) {
        const height = this.text.scrollHeight;
        this.text.prepend(...page.entries.map((line) => this.line(line)));
        this.first = page.entries[0].cursor;
        this.text.scrollTop += this.text.scrollHeight - height;
      }
      this.more = turn === this.turn ? page.more && !page.reset : this.more;
    } catch (e) {
      this.message.replaceChildren(problem(e));
    }
    this.reading = false;
  }

  end() {
    if (this.stay.checked) {
      this.text.scrollTop = this.text.scrollHeight;
      this.before = this.text.scrollTop;
    }
  }
}
