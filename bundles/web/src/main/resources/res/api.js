/** What went wrong, and what to do about it. */
export class Problem extends Error {
  constructor(detail, remedy, code) {
    super(detail);
    this.remedy = remedy || "";
    this.code = code || "";
  }
}

async function ask(path, options) {
  try {
    return await fetch(path, { credentials: "same-origin", cache: "no-store", ...options });
  } catch (e) {
    if (e.name === "AbortError") {
      throw e;
    }
    throw new Problem("Osprey does not answer", "It may be stopped or starting; this page tries again by itself.", "unreachable");
  }
}

function refusal(status, answer) {
  const problem = answer || {};
  return new Problem(problem.detail || problem.title || "HTTP " + status, problem.remedy, problem.code || String(status));
}

function posted(body) {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

/** A request to the REST door; fails with what was wrong and the remedy. */
export async function api(path, body) {
  const options = body === undefined ? { headers: {} } : posted(body);
  options.headers.Accept = "application/json";
  const response = await ask(path, options);
  const answer = await response.json().catch(() => null);
  if (!response.ok) {
    throw refusal(response.status, answer);
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

/** Calls a tool and shows what comes on the way; the result is the answer. Aborting the signal cancels the call. */
export async function stream(tool, input, signal, on) {
  const options = posted(input);
  options.headers.Accept = "text/event-stream, application/json";
  options.signal = signal;
  const response = await ask("/api/v1/tools/" + encodeURIComponent(tool), options);
  if (!response.ok || !(response.headers.get("Content-Type") || "").startsWith("text/event-stream")) {
    throw refusal(response.status, await response.json().catch(() => null));
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read().catch((e) => {
      if (e.name === "AbortError") {
        throw e;
      }
      return { done: true };
    });
    if (done) {
      throw new Problem("The connection ended before the result came", "Look at what the call did before you repeat it.", "lost");
    }
    rest += value;
    for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
      const { event, data } = frame(rest.slice(0, end));
      rest = rest.slice(end + 2);
      if (event === "result") {
        return data;
      }
      if (event === "error") {
        throw refusal(data.status, data);
      }
      if (on[event]) {
        on[event](data);
      }
    }
  }
}

function frame(text) {
  let event = "";
  const data = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("event:")) {
      event = line.slice(6).trim();
    } else if (line.startsWith("data:")) {
      data.push(line.slice(5));
    }
  }
  return { event, data: data.length > 0 ? JSON.parse(data.join("\n")) : null };
}
