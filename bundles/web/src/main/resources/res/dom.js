/** An element. Text is always text: whatever a module calls itself never becomes markup. */
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === true) {
      node.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, String(value));
    }
  }
  node.append(...children.filter((child) => child !== null).map((child) => (child instanceof Node ? child : text(child))));
  return node;
}

function text(value) {
  return document.createTextNode(value === undefined ? "" : String(value));
}

export const byId = (id) => document.getElementById(id);

/** Replaces children and leaves the focus and the opened details where they were, by their data-key. */
export function fill(parent, children) {
  const focused = document.activeElement && parent.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  parent.replaceChildren(...children);
  const again = focused && [...parent.querySelectorAll("[data-key]")].find((node) => node.dataset.key === focused);
  if (again) {
    // a button that is off now hands the focus to its neighbour
    (again.disabled ? again.parentElement.querySelector("button:enabled") || again : again).focus();
  }
}

export function empty(container, isEmpty) {
  container.querySelector(".o-empty").hidden = !isEmpty;
}

/** "3 min ago" for an ISO time. */
export function ago(iso) {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? "" : span(Math.max(0, (Date.now() - time) / 1000)) + " ago";
}

/** "3 min" for seconds. */
export function span(seconds) {
  for (const [unit, size] of [["d", 86400], ["h", 3600], ["min", 60]]) {
    if (seconds >= size) {
      return Math.floor(seconds / size) + " " + unit;
    }
  }
  return Math.floor(seconds) + " s";
}
