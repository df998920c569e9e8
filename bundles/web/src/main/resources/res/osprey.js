import { all, api, call, Problem } from "./api.js";
import { button, byId, chip, el, paced, problem, tick } from "./dom.js";
import { EventsPage } from "./events.js";
import { Hub } from "./hub.js";
import { ModulesPage } from "./modules.js";
import { Overview } from "./overview.js";
import { ProcessesPage } from "./processes.js";
import { RegistryPage } from "./registry.js";
import { Route } from "./route.js";
import { ToolsPage } from "./tools.js";
import { Watch } from "./watch.js";

const ALWAYS = ["module.>", "tool.>", "watchdog.>"];
const SETTLE = 300;
const POLL = 15000;
const HURRY = 2000;
const TICK = 5000;
const LATE = 20000;
const NEWS = 15000;

/** What the pages share. */
const app = { alert, banner, refresh: paced(refresh, SETTLE), has: (name) => tools.tools.some((tool) => tool.name === name) };
const hub = new Hub(ALWAYS, {
  event: () => app.refresh(),
  frame: (frame) => events.feed.take(frame, alert),
  open: () => events.feed.open(),
  lost: () => events.feed.lost(),
  state: (tone, text) => events.state(tone, text),
});
app.hub = hub;
const route = new Route(["overview", "registry", "modules", "processes", "tools", "events"], show);
app.route = route;

const overview = new Overview(byId("o-overview"), app);
const registry = new RegistryPage(byId("o-registry"), app);
const modules = new ModulesPage(byId("o-modules"), app);
const processes = new ProcessesPage(byId("o-processes"), app);
const tools = new ToolsPage(byId("o-tools"), app);
const events = new EventsPage(byId("o-events"), app);
const pages = { overview, registry, modules, processes, tools, events };

const watch = new Watch({
  reset: (entries, restarted) => {
    registry.reset(entries);
    if (restarted) {
      anew = "Osprey was started anew at " + new Date().toLocaleTimeString() + ". What you see is fresh.";
      banner(anew);
      app.refresh();
    }
    counted();
  },
  change: (kind, id, head, entry) => {
    const fresh = registry.change(kind, id, head, entry);
    overview.change(kind === "put" ? (fresh ? "new" : "changed") : "gone", id, head);
    counted();
  },
  state: (tone, text) => registry.state(tone, text),
});

function counted() {
  byId("o-n-registry").textContent = String(registry.entries.size);
  overview.holds(registry.entries.size);
}

let news = null;

/** Shows an error above all pages until it is closed or the next action works; null takes it away. */
function alert(error) {
  const box = byId("o-alert");
  if (!error) {
    box.replaceChildren();
    return;
  }
  const shown = problem(error);
  shown.append(button("×", () => box.replaceChildren(), { class: "o-close", "aria-label": "Close the message" }));
  box.replaceChildren(shown);
}

/** Says something above all pages; news go by themselves. */
function banner(text, stays) {
  clearTimeout(news);
  news = text && !stays ? setTimeout(() => banner(null), NEWS) : null;
  byId("o-banner").hidden = !text;
  byId("o-banner").replaceChildren(text || "", text ? button("×", () => banner(null), { class: "o-close", "aria-label": "Close the message" }) : "");
}

function show(name, params) {
  for (const [each, page] of Object.entries(pages)) {
    const here = each === name;
    const left = !here && !byId("o-" + each).hidden;
    byId("o-" + each).hidden = !here;
    if (here) {
      byId("o-tab-" + each).setAttribute("aria-current", "page");
      page.show(params);
    } else {
      byId("o-tab-" + each).removeAttribute("aria-current");
    }
    if (left && page.leave) {
      page.leave();
    }
  }
}

let answering = null;
let starting = false;
/** What to say after a start, until it has been said. */
let anew = null;
let running = false;
let timer = null;

/** A request that hangs must not keep the page from asking again. */
const late = () => new Promise((resolve, reject) => setTimeout(() => reject(new Problem("Osprey takes very long to answer", "", "unreachable")), LATE));

/** One part failing, for want of a permission say, leaves the others. */
async function part(load, take) {
  try {
    take(await Promise.race([load(), late()]));
    return null;
  } catch (e) {
    return e;
  }
}

async function refresh() {
  if (running) {
    app.refresh();
    return;
  }
  running = true;
  clearTimeout(timer);
  const failures = await Promise.all([
    part(() => api("/health"), (health) => overview.health(health)),
    part(() => fetch("/health/ready", { cache: "no-store" }).then((answer) => answer.json()), ready),
    part(() => call("module.list"), (list) => modules.take(list)),
    part(() => all("/api/v1/tools"), (list) => {
      tools.take(list);
      events.tools(list);
    }),
  ]);
  overview.facts(modules.modules, tools.tools);
  byId("o-n-modules").textContent = String(modules.modules.length);
  byId("o-n-tools").textContent = String(tools.tools.length);
  answers(failures);
  running = false;
  timer = setTimeout(refresh, answering === false || starting ? HURRY : POLL);
}

function answers(failures) {
  const gone = failures.some((failure) => failure && (failure.code === "unreachable" || failure instanceof TypeError));
  if (gone) {
    chip(byId("o-ready"), "bad", "no answer");
    banner("Osprey does not answer. This page tries again by itself.", true);
  } else if (answering === false) {
    banner(anew || "Osprey answers again since " + new Date().toLocaleTimeString() + ".");
  } else {
    anew = null;
  }
  answering = !gone;
  overview.failed(failures.filter((failure) => failure && !gone));
}

function ready(body) {
  const missing = body.missing || [];
  starting = missing.length > 0;
  chip(byId("o-ready"), starting ? "wait" : "good", starting ? "starting" : "ready");
  byId("o-ready").title = starting ? "Waiting for " + missing.join(", ") : "";
  overview.missing(missing);
}

/** A slash goes to the search field of the page, as in many tools. */
document.addEventListener("keydown", (press) => {
  const typing = press.target.closest("input, textarea, select, [contenteditable]");
  const search = byId("o-" + route.page).querySelector("input[type=search]");
  if (press.key === "/" && !typing && !press.ctrlKey && !press.metaKey && !press.altKey && search) {
    press.preventDefault();
    search.focus();
  }
});

route.read();
refresh();
watch.open();
hub.open();
setInterval(() => tick(byId("osprey")), TICK);
