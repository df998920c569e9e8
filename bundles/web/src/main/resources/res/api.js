/** A request to the REST door; fails with what was wrong and the remedy. */
export async function api(path, body) {
  const options = { headers: { Accept: "application/json" }, credentials: "same-origin", cache: "no-store" };
  if (body !== undefined) {
    options.method = "POST";
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  const response = await fetch(path, options);
  const answer = await response.json().catch(() => null);
  if (!response.ok) {
    const problem = answer || {};
    const detail = problem.detail || problem.title || "HTTP " + response.status;
    throw new Error(problem.remedy ? detail + " – " + problem.remedy : detail);
  }
  return answer;
}

/** All items of a list that comes in pages. */
export async function all(path) {
  const items = [];
  let cursor = null;
  do {
    const page = await api(path + "?limit=1000" + (cursor ? "&cursor=" + encodeURIComponent(cursor) : ""));
    items.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return items;
}

/** The result of a tool. */
export async function call(tool, input) {
  return (await api("/api/v1/tools/" + encodeURIComponent(tool), input || {})).result;
}
