/**
 * An element. Text is always text: whatever a module calls itself never becomes markup. An attribute whose value is a function is
 * a listener.
 */
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") {
      node.addEventListener(name, value);
    } else if (value === true) {
      node.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, String(value));
    }
  }
  node.append(...nodes(children));
  return node;
}

/** What is there of these, as nodes. */
export function nodes(children) {
  return children
    .flat()
    .filter((child) => child !== null && child !== undefined)
    .map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
}

export const byId = (id) => document.getElementById(id);

export function button(text, click, attributes) {
  return el("button", { type: "button", click, ...attributes }, text);
}

/** Replaces children and leaves the focus where it was, by data-key. */
export function fill(parent, children) {
  const focused = document.activeElement && parent.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  parent.replaceChildren(...children);
  const again = focused && [...parent.querySelectorAll("[data-key]")].find((node) => node.dataset.key === focused);
  if (again) {
    // a button that is off now hands the focus to its neighbour
    (again.disabled ? again.parentElement.querySelector("button:enabled") || again : again).focus();
  }
}

export function chip(node, tone, text) {
  node.dataset.tone = tone;
  node.textContent = text;
}

/** An error for a person: what was wrong, and what to do. */
export function problem(error) {
  return el(
    "div",
    { class: "o-problem", role: "alert" },
    el("b", {}, error.message),
    error.remedy ? el("span", {}, error.remedy) : null,
    error.code ? el("small", {}, error.code) : null
  );
}

/** A text that goes to the clipboard on demand. */
export function copy(label, text) {
  const node = button(label, async () => {
    try {
      await navigator.clipboard.writeText(text());
      node.textContent = "Copied";
    } catch (e) {
      node.textContent = "The browser does not allow it";
    }
    setTimeout(() => (node.textContent = label), 1500);
  });
  return node;
}

/** A moment as "3 min ago", kept up to date by {@link tick}, with the exact time as its title. */
export function when(iso) {
  if (!iso || Number.isNaN(Date.parse(iso))) {
    return el("span", {}, "–");
  }
  return el("time", { datetime: iso, title: new Date(iso).toLocaleString(), "data-ago": true }, ago(iso));
}

export function tick(root) {
  for (const node of root.querySelectorAll("time[data-ago]")) {
    const text = ago(node.getAttribute("datetime"));
    if (node.textContent !== text) {
      node.textContent = text;
    }
  }
}

function ago(iso) {
  const seconds = (Date.now() - Date.parse(iso)) / 1000;
  return seconds < 1 ? "just now" : span(seconds) + " ago";
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

/** "1 entry", "2 entries". */
export function count(number, one, many) {
  return number.toLocaleString("en") + " " + (number === 1 ? one : many);
}

/** Runs the last of a series of wishes, when it has been quiet for a moment. */
export function settled(action, pause) {
  let timer = null;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, pause);
  };
}

/** Runs at most once in this time, and never loses the last wish. */
export function paced(action, pause) {
  let timer = null;
  return () => {
    if (timer === null) {
      timer = setTimeout(() => {
        timer = null;
        action();
      }, pause);
    }
  };
}
