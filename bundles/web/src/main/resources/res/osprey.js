import { all, api, call } from "./api.js";
import { byId, span } from "./dom.js";
import { Hub } from "./hub.js";
import { Modules, registry, tools } from "./lists.js";
import { Tail } from "./tail.js";

const ALWAYS = ["module.>", "tool.>"];
const SETTLE = 400;
const POLL = 15000;

function chip(id, tone, text) {
  byId(id).dataset.tone = tone;
  byId(id).textContent = text;
}

function problem(message) {
  byId("o-alert").hidden = !message;
  byId("o-alert").textContent = message || "";
}

const modules = new Modules(problem, refresh);
const entries = registry();
const toolList = tools();

/** One part failing, for want of a permission say, leaves the others. */
async function part(load, show) {
  try {
    show(await load());
    return null;
  } catch (e) {
    return e.message;
  }
}

let running = false;
let again = false;
let incomplete = false;

async function refresh() {
  if (running) {
    again = true;
    return;
  }
  running = true;
  const failures = await Promise.all([
    part(() => api("/health"), health),
    part(() => call("module.list"), (list) => modules.show(list)),
    part(() => all("/api/v1/registry"), (list) => entries.show(list)),
    part(() => all("/api/v1/tools"), (list) => toolList.show(list)),
  ]);
  part(() => fetch("/health/ready", { cache: "no-store" }).then((answer) => answer.json()), ready);
  const failed = failures.filter(Boolean);
  if (failed.length > 0) {
    problem([...new Set(failed)].join(" · "));
  } else if (incomplete) {
    problem(null);
  }
  incomplete = failed.length > 0;
  running = false;
  if (again) {
    again = false;
    soon();
  }
}

function health(body) {
  byId("o-modules").textContent = String(body.modules);
  byId("o-uptime").textContent = span(body.uptime);
}

function ready(body) {
  const missing = body.missing || [];
  chip("o-ready", missing.length > 0 ? "wait" : "good", missing.length > 0 ? "waiting for " + missing.join(", ") : "ready");
}

let pending = null;

function soon() {
  if (pending === null) {
    pending = setTimeout(() => {
      pending = null;
      refresh();
    }, SETTLE);
  }
}

const tail = new Tail((pattern) => hub.want([pattern, ...ALWAYS]));
const hub = new Hub(
  (event) => {
    tail.add(event);
    if (event.event.startsWith("module.") || event.event.startsWith("tool.")) {
      soon();
    }
  },
  (tone, text) => chip("o-live", tone, text),
  problem
);
hub.want([">", ...ALWAYS]);

refresh();
hub.open();
setInterval(refresh, POLL);
