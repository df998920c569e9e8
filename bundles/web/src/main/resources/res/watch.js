/** Follows the registry by server-sent events: a whole picture first, then each change; again after a loss. */
export class Watch {
  constructor(on) {
    this.on = on;
    this.revision = null;
    this.delay = 1000;
    this.timer = null;
    document.addEventListener("visibilitychange", () => (document.hidden ? this.close() : this.open()));
  }

  open() {
    this.close();
    const since = this.revision ? "?since=" + encodeURIComponent(this.revision) : "";
    this.source = new EventSource("/api/v1/registry/watch" + since);
    this.source.onopen = () => {
      this.delay = 1000;
      this.on.state("good", "live");
    };
    this.source.onerror = () => this.lost();
    this.source.addEventListener("reset", () => (this.filling = new Map()));
    this.source.addEventListener("synced", (event) => this.synced(event.lastEventId));
    this.source.addEventListener("put", (event) => this.change(event));
    this.source.addEventListener("delete", (event) => this.change(event));
  }

  /** A page that nobody sees holds no connection: browsers allow six to one server, for all its pages together. */
  close() {
    clearTimeout(this.timer);
    if (this.source) {
      this.source.close();
      this.source = null;
    }
    this.filling = null;
  }

  /** A browser tries again by itself after a lost connection, but not after a refusal. */
  lost() {
    this.filling = null;
    this.on.state("bad", "not live, trying again");
    if (this.source && this.source.readyState === EventSource.CLOSED) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.open(), this.delay);
      this.delay = Math.min(this.delay * 2, 15000);
    }
  }

  synced(revision) {
    const restarted = this.revision !== null && epoch(this.revision) !== epoch(revision);
    this.revision = revision;
    const entries = this.filling || new Map();
    this.filling = null;
    this.on.reset(entries, restarted);
  }

  change(event) {
    const { kind, module_id: id, entry } = JSON.parse(event.data);
    if (this.filling) {
      this.filling.set(id, head(entry));
      return;
    }
    this.revision = event.lastEventId || this.revision;
    this.on.change(kind, id, head(entry), entry);
  }
}

function epoch(revision) {
  return revision.slice(0, revision.lastIndexOf("-"));
}

/** An entry as a list needs it. Documents are not kept: there may be many. */
function head(entry) {
  const { document, ...rest } = entry;
  return { ...rest, module_type: word(document.module_type), name: word(document.name) };
}

/** A registration may hold anything under these names. */
function word(value) {
  return typeof value === "string" ? value.slice(0, 200) : "";
}
