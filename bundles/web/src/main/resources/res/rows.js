import { el, nodes } from "./dom.js";

const STEP = 200;
const FAREWELL = 1500;
const FLASH = 2500;

/** A long list of links that changes little by little: only rows that differ are touched. Shows a part, and more on demand. */
export class Rows {
  /** @param parts what is inside the link of an item; @param onOpen gets the key of one that is clicked */
  constructor(label, key, parts, href, onOpen) {
    this.key = key;
    this.parts = parts;
    this.href = href;
    this.onOpen = onOpen;
    this.rows = new Map();
    this.most = STEP;
    this.items = [];
    this.list = el("ul", { class: "o-rows", "aria-label": label, keydown: (press) => this.arrow(press) });
    this.more = el("button", { type: "button", class: "o-more", hidden: true, click: () => this.further() });
    this.node = el("div", { class: "o-list" }, this.list, this.more);
  }

  further() {
    this.most += STEP;
    this.show(this.items);
  }

  /** Shows these. @param changed keys of rows that flash; @param gone keys of rows that fade away */
  show(items, changed = new Set(), gone = new Set()) {
    this.items = items;
    const shown = items.slice(0, this.most);
    const wanted = new Set(shown.map(this.key));
    for (const [key, row] of this.rows) {
      if (!wanted.has(key)) {
        this.rows.delete(key);
        if (gone.has(key)) {
          row.classList.add("o-gone");
          setTimeout(() => row.remove(), FAREWELL);
        } else {
          row.remove();
        }
      }
    }
    let cursor = this.list.firstElementChild;
    for (const item of shown) {
      while (cursor && cursor.classList.contains("o-gone")) {
        cursor = cursor.nextElementSibling;
      }
      const row = this.row(item, changed);
      if (row === cursor) {
        cursor = cursor.nextElementSibling;
      } else {
        this.list.insertBefore(row, cursor);
      }
    }
    this.more.hidden = items.length <= this.most;
    this.more.textContent = shown.length + " of " + items.length + " shown. Show " + Math.min(STEP, items.length - this.most) + " more";
  }

  row(item, changed) {
    const key = this.key(item);
    const sign = JSON.stringify(item);
    let row = this.rows.get(key);
    if (!row) {
      const link = el("a", { href: this.href(key), click: (click) => this.click(click, key) });
      row = el("li", {}, link);
      this.rows.set(key, row);
    }
    if (row.sign !== sign) {
      row.sign = sign;
      row.firstElementChild.replaceChildren(...nodes(this.parts(item)));
    }
    this.mark(row, key);
    if (changed.has(key)) {
      flash(row);
    }
    return row;
  }

  click(click, key) {
    if (click.button === 0 && !click.ctrlKey && !click.metaKey && !click.shiftKey) {
      click.preventDefault();
      this.onOpen(key);
    }
  }

  /** Marks the row whose detail is open. */
  open(key) {
    const before = this.opened;
    this.opened = key;
    this.rows.forEach((row, each) => this.mark(row, each));
    if (key !== before && this.rows.has(key)) {
      reveal(this.rows.get(key));
    }
  }

  mark(row, key) {
    if (key === this.opened) {
      row.firstElementChild.setAttribute("aria-current", "true");
    } else {
      row.firstElementChild.removeAttribute("aria-current");
    }
  }

  arrow(press) {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[press.key];
    const row = document.activeElement.closest("li");
    if (step && row && row[step]) {
      press.preventDefault();
      row[step].firstElementChild.focus();
    }
  }
}

/** Draws the eye to something that has just changed. */
export function flash(node) {
  node.classList.remove("o-flash");
  // asking for its size makes the browser begin the animation anew
  void node.offsetWidth;
  node.classList.add("o-flash");
  clearTimeout(node.flashing);
  node.flashing = setTimeout(() => node.classList.remove("o-flash"), FLASH);
}

/** Scrolls the box around a node, and never the page, until the node is seen. */
export function reveal(node, toTop) {
  const box = node.closest(".o-card");
  const top = node.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (toTop || top < 0 || top + node.offsetHeight > box.clientHeight) {
    box.scrollTop += toTop ? top : top - box.clientHeight / 3;
  }
}
