import { el } from "./dom.js";

const SECONDS = 120;
const HEIGHT = 40;
const SVG = "http://www.w3.org/2000/svg";

/** How many events came in each of the last two minutes' seconds, as a line. */
export class Rate {
  constructor() {
    this.counts = new Array(SECONDS + 1).fill(0);
    this.second = Math.floor(performance.now() / 1000);
    this.area = shape("path", { class: "o-area" });
    this.line = shape("path", { class: "o-curve", "vector-effect": "non-scaling-stroke" });
    this.picture = shape("svg", { viewBox: "0 0 " + (SECONDS - 1) + " " + HEIGHT, preserveAspectRatio: "none", role: "img" }, this.area, this.line);
    this.now = el("b", { id: "o-rate-now" });
    this.most = el("small", {});
    this.node = el("div", { class: "o-card o-rate", id: "o-rate" }, el("div", {}, this.now, this.most), this.picture);
    setInterval(() => this.draw(), 1000);
    this.draw();
  }

  clear() {
    this.counts.fill(0);
    this.draw();
  }

  add() {
    this.turn();
    this.counts[SECONDS]++;
  }

  /** Moves on to the present second, the last one. */
  turn() {
    const second = Math.floor(performance.now() / 1000);
    for (let passed = Math.min(second - this.second, SECONDS + 1); passed > 0; passed--) {
      this.counts.shift();
      this.counts.push(0);
    }
    this.second = second;
  }

  draw() {
    this.turn();
    if (!this.node.offsetParent && this.drawn) {
      return;
    }
    this.drawn = true;
    // the present second is not over
    const full = this.counts.slice(0, SECONDS);
    const most = Math.max(...full);
    const scale = (HEIGHT - 4) / Math.max(1, most);
    const points = full.map((count, i) => i + " " + (HEIGHT - 1 - count * scale).toFixed(2)).join(" L");
    this.line.setAttribute("d", "M" + points);
    this.area.setAttribute("d", "M0 " + HEIGHT + " L" + points + " L" + (SECONDS - 1) + " " + HEIGHT + " Z");
    const now = full[SECONDS - 1];
    this.now.textContent = now.toLocaleString("en") + " events/s";
    this.most.textContent = "at most " + most.toLocaleString("en") + " in the last two minutes";
    this.picture.setAttribute("aria-label", this.now.textContent + " now, " + this.most.textContent);
  }
}

function shape(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  node.append(...children);
  return node;
}
