import { byId } from "./dom.js";

const START = "overview";

/** Which page is shown and how it is filtered, as the address says: {@code #registry?q=camera&open=front}. */
export class Route {
  constructor(names, onChange) {
    this.names = names;
    this.onChange = onChange;
    this.kept = new Map();
    window.addEventListener("hashchange", () => this.read());
  }

  /** Takes the address as it is. */
  read() {
    const [page, query] = location.hash.slice(1).split("?");
    this.page = this.names.includes(page) ? page : START;
    this.params = Object.fromEntries(new URLSearchParams(query || ""));
    this.remember();
    this.onChange(this.page, this.params);
  }

  address(page, params) {
    const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value)).toString();
    return "#" + page + (query ? "?" + query : "");
  }

  /** Each tab leads to its page as it was left. */
  remember() {
    const address = this.address(this.page, this.params);
    this.kept.set(this.page, address);
    byId("o-tab-" + this.page).setAttribute("href", address);
  }

  /** Keeps a filter of a page in the address, without a step for Back. */
  keep(page, params) {
    if (page !== this.page) {
      return;
    }
    Object.assign(this.params, params);
    history.replaceState(null, "", this.address(page, this.params));
    this.remember();
  }

  /** Goes somewhere on a page, with a step for Back. */
  go(page, params) {
    const now = page === this.page ? this.params : Object.fromEntries(new URLSearchParams((this.kept.get(page) || "").split("?")[1] || ""));
    location.hash = this.address(page, { ...now, ...params });
  }
}
