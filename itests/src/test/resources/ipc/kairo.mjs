// kairo.mjs SOCKET MODULES [TOKEN]: what a client written for Kairo does, with msgpackr. Tells what went wrong, as JSON.
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { connect } from "node:net";

const [path, modules, token] = process.argv.slice(2);
const { pack, unpack } = createRequire(modules + "/")("msgpackr");
const failed = [];
let passed = 0;

function check(name, right, seen) {
  if (right) passed++;
  else failed.push(name + ": " + JSON.stringify(seen));
}

class Client {
  constructor() {
    this.socket = connect(path);
    this.rest = Buffer.alloc(0);
    this.waiting = new Map();
    this.frames = [];
    this.listeners = [];
    this.id = 0;
    this.socket.on("data", (data) => this.read(data));
    this.closed = new Promise((done) => this.socket.on("close", done));
    this.socket.on("error", () => {});
  }
  read(data) {
    this.rest = this.rest.length ? Buffer.concat([this.rest, data]) : data;
    let at = 0;
    while (this.rest.length - at >= 8) {
      const length = this.rest.readUInt32BE(at + 4);
      if (this.rest.length - at - 8 < length) break;
      const frame = { type: this.rest[at + 3], body: unpack(this.rest.subarray(at + 8, at + 8 + length)) };
      at += 8 + length;
      const answered = frame.type === 2 && this.waiting.get(frame.body.id);
      if (answered) {
        this.waiting.delete(frame.body.id);
        answered(frame.body);
      } else {
        this.frames.push(frame);
        this.listeners.forEach((look) => look());
      }
    }
    this.rest = this.rest.subarray(at);
  }
  frame(body, type = 1) {
    const header = Buffer.from([0x4b, 0x41, 1, type, 0, 0, 0, 0]);
    header.writeUInt32BE(body.length, 4);
    return this.socket.write(Buffer.concat([header, body]));
  }
  ask(method, params) {
    const id = "n" + this.id++;
    return new Promise((done) => {
      this.waiting.set(id, done);
      this.frame(pack({ id, method, params }));
    });
  }
  until(condition) {
    return new Promise((done) => {
      const look = () => {
        if (!condition()) return;
        this.listeners = this.listeners.filter((each) => each !== look);
        done();
      };
      this.listeners.push(look);
      look();
    });
  }
  exit(id) {
    return this.frames.find((f) => f.type === 3 && f.body.topic === "process.exit" && f.body.data.id === id);
  }
  output(id) {
    return Buffer.concat(this.frames.filter((f) => f.type === 4 && f.body.id === id).map((f) => f.body.data));
  }
}

setTimeout(() => {
  console.log(JSON.stringify({ passed, failed: [...failed, "not done in time"] }));
  process.exit(1);
}, 90000).unref();

const run = "n" + process.pid + "-";
const c = new Client();
let a = await c.ask("system.get_metrics");
check("metrics", Number.isInteger(a.result?.cpu?.usage) && a.result.memory.total > 0 && a.error === undefined, a);
check("nothing is a BigInt", JSON.stringify(a).length > 0, a);
a = await c.ask("device.list", {});
check("devices", Array.isArray(a.result), a);
a = await c.ask("no.such", {});
check("unknown method", a.result === null && a.error === "Unknown method: no.such", a);
check("three keys", Object.keys(a).join() === "id,result,error", a);

a = await c.ask("process.spawn", { id: run + "a", command: ["sh", "-c", "echo out; echo err >&2; exit 3"] });
check("spawn", a.result?.status === "spawned" && a.result.id === run + "a", a);
await c.until(() => c.exit(run + "a"));
check("exit event", c.exit(run + "a").body.data.code === 3, c.exit(run + "a"));
check("output", c.output(run + "a").toString().split("\n").sort().join() === ",err,out", c.output(run + "a").toString());
check("exit last", c.frames.at(-1) === c.exit(run + "a"), c.frames.at(-1));
a = await c.ask("process.wait", { id: run + "a" });
check("wait for one that has ended", a.error === `Process ${run}a not found`, a);
a = await c.ask("process.status", { id: run + "a" });
check("status of one that has ended", a.result?.state === "exited" && a.result.exitCode === 3, a);

for (const [params, text] of [
  [{ id: "x" }, "Missing params: id, command"],
  [{ id: "x", command: "ls" }, "cmd must be an array"],
  [{ id: "x", command: [] }, "cmd must not be empty"],
  [{ id: "x", command: ["no-such-program"] }, 'Executable not found in $PATH: "no-such-program"'],
  [{ id: "x", command: ["/no/such"] }, "ENOENT: no such file or directory, posix_spawn '/no/such'"],
]) {
  a = await c.ask("process.spawn", params);
  check("spawn " + JSON.stringify(params), a.error === text, a);
}
a = await c.ask("process.kill", { id: "never-there" });
check("kill of one that is not there", a.result?.status === "killed", a);
a = await c.ask("process.pause", { id: "never-there" });
check("pause of one that is not there", a.result?.status === "failed", a);
a = await c.ask("process.stdin.write", { id: "never-there", data: "x" });
check("write to one that is not there", a.error === "Process never-there not found or stdin not available", a);

await c.ask("process.spawn", { id: run + "k", command: ["sleep", "60"] });
a = await c.ask("process.status", { id: run + "k" });
check("status", a.result?.state === "running" && a.result.pid > 1, a);
const waiting = c.ask("process.wait", { id: run + "k" });
a = await c.ask("process.pause", { id: run + "k" });
check("pause", a.result?.status === "paused", a);
a = await c.ask("process.kill", { id: run + "k" });
check("kill of a paused one", a.result?.status === "killed", a);
a = await waiting;
check("wait", a.result?.status === "exited" && a.result.exitCode === 143, a);

a = await c.ask("process.stdout.subscribe", { pid: run + "s" });
const subscription = a.result?.subscriptionId;
check("subscribe before the spawn", /^stream_[0-9a-f]{8}$/.test(subscription), a);
await c.ask("process.spawn", { id: run + "s", command: ["echo", "hello"] });
await c.until(() => c.exit(run + "s"));
const mine = c.frames.filter((f) => f.type === 4 && f.body.subscriptionId === subscription);
check("numbered chunks", Buffer.concat(mine.map((f) => f.body.data)).toString() === "hello\n" && mine[0].body.sequence === 1, mine);

const size = 20 << 20;
const sent = createHash("sha256");
await c.ask("process.spawn", { id: run + "c", command: ["cat"] });
for (let at = 0; at < size; at += 65536) {
  const piece = Buffer.alloc(65536, at >> 16);
  sent.update(piece);
  a = await c.ask("process.stdin.write", { id: run + "c", data: piece });
  if (a.error) check("write", false, a);
}
await c.ask("process.stdin.close", { id: run + "c" });
await c.until(() => c.exit(run + "c"));
const back = c.output(run + "c");
check("all of it comes back", back.length === size && createHash("sha256").update(back).digest("hex") === sent.digest("hex"), back.length);

const many = await Promise.all(Array.from({ length: 1000 }, () => c.ask("device.list", {})));
check("a thousand at once", many.every((each) => Array.isArray(each.result)), many.length);
c.frame(pack(null));
await c.until(() => c.frames.some((f) => f.type === 2));
a = c.frames.find((f) => f.type === 2).body;
check("nil is answered", a.id === undefined && a.error === "Unknown method: undefined", a);
a = await c.ask("identify", { pid: process.pid, skillId: "itest" });
check("identify in Kairo's way", a.result?.status === "identified" && a.error === undefined, a);

const lost = new Client();
lost.socket.write("GET / HTTP/1.1\r\n\r\n");
await lost.closed;
check("rubbish ends its own connection only", (await c.ask("kernel.ping", {})).result?.pong === true, null);

if (token) {
  const known = new Client();
  a = await known.ask("identify", { token });
  check("identify", a.result?.principal === "admin" && a.result.role === "admin", a);
  a = await known.ask("host.info", {});
  check("a tool is a method", a.error === undefined && typeof a.result === "object", a);
  a = await known.ask("no.such", {});
  check("code and remedy", a.code === "not_found" && typeof a.remedy === "string", a);
  a = await known.ask("kernel.introspect", {});
  check("introspect", a.result?.protocol === 1 && a.result.methods.some((each) => each.name === "host.info"), a);
  known.socket.destroy();
}
console.log(JSON.stringify({ passed, failed }));
process.exit(0);
