#!/usr/bin/env node
// Starts Charter on a Node.js that can run it. This file itself runs on old versions too, hence plain JavaScript.

// `import` of a built-in module first reads every name in it, which costs milliseconds at each start.
const builtin = process.getBuiltinModule ?? ((name) => import(name));
const { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = await builtin("node:fs");
const { homedir } = await builtin("node:os");
const { isAbsolute, join } = await builtin("node:path");
const { fileURLToPath } = await builtin("node:url");

const OLDEST = [22, 18];
const ENVIRONMENT_ERROR = 20;
const ENTRY = "cli.cjs";
const DIGEST_LENGTH = 64;

const root = fileURLToPath(new URL("..", import.meta.url));

if (isTooOld(process.versions.node)) await startOn(findPinnedNode());
else await start();

function isTooOld(version) {
  const [major, minor] = version.split(".").map(Number);
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

/** The bundle starts fastest; a clone that was never built runs from its sources, whose types Node.js strips. */
async function start() {
  hideExperimentalWarnings();
  const bundle = join(root, "build", "cli");
  if (existsSync(bundle)) return runBundle(bundle, codeFolder());
  if (existsSync(join(root, "src"))) return import(new URL("../src/cli/main.ts", import.meta.url).href);
  refuse("this copy of Charter was not built", `run \`npm run build\` in ${root}`);
}

/**
 * Runs the bundle with the code that V8 compiled in an earlier run of the same command, which takes half the time. Node's
 * own cache keeps of each file only what is compiled before the file runs.
 */
function runBundle(bundle, cache) {
  const { Script, constants } = builtin("node:vm");
  const modules = new Map();
  const scripts = new Map();
  const load = (name) => {
    const known = modules.get(name);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    modules.set(name, module);
    const source = readFileSync(join(bundle, name), "utf8");
    // The entry alone is always called the same, and is too small to be worth it.
    const cachedData = cache === undefined || name === ENTRY ? undefined : readCode(join(cache, name));
    const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
    const script = new Script(`(function (exports, require, module) {${source}\n})`, {
      filename: join(bundle, name),
      cachedData,
      importModuleDynamically,
    });
    if (name !== ENTRY && (cachedData === undefined || script.cachedDataRejected)) scripts.set(name, script);
    script.runInThisContext()(module.exports, (path) => load(path.slice(2)), module);
    return module.exports;
  };
  if (cache !== undefined) process.once("exit", () => keepCode(cache, scripts));
  load(ENTRY);
}

/** Compiled code is trusted like the program itself, so it is kept only where nobody else can write. */
function codeFolder() {
  const { XDG_CACHE_HOME: cacheHome = "" } = process.env;
  const { version, arch, argv } = process;
  const [, , asked = ""] = argv;
  const command = /^[a-z-]+$/.test(asked) ? asked : "other";
  try {
    // A user without a home, as in some containers, is told by an exception.
    const folder = join(isAbsolute(cacheHome) ? cacheHome : join(homedir(), ".cache"), "charter", "compiled");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = statSync(folder);
    const isOurs = process.platform === "win32" || (uid === process.geteuid() && (mode & 0o022) === 0);
    return isOurs ? join(folder, `${version}-${arch}`, command) : undefined;
  } catch {
    // Without a place to keep it, everything works, only slower.
    return undefined;
  }
}

function keepCode(folder, scripts) {
  // A mistyped command would be kept under its name.
  if (scripts.size === 0 || process.exitCode === ENVIRONMENT_ERROR) return;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const [name, script] of scripts) {
      const temporary = join(folder, `${name}.${process.pid}`);
      const code = script.createCachedData();
      writeFileSync(temporary, Buffer.concat([Buffer.from(digestOf(code)), code]), { mode: 0o600 });
      renameSync(temporary, join(folder, name));
    }
  } catch {
    // The same as without a place to keep it.
  }
}

/** V8 believes whatever it is given, so code that was damaged, as by a power cut, must not reach it. */
function readCode(file) {
  try {
    const bytes = readFileSync(file);
    const code = bytes.subarray(DIGEST_LENGTH);
    return bytes.toString("latin1", 0, DIGEST_LENGTH) === digestOf(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

function digestOf(code) {
  return builtin("node:crypto").hash("sha256", code);
}

/** Node.js 22 calls its SQLite experimental at every start, and nobody who runs Charter can act on that. */
function hideExperimentalWarnings() {
  const [print] = process.listeners("warning");
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") print?.(warning);
  });
}

/** The Node.js of the package `node`: beside our sources in a clone, beside our package where Charter is installed. */
function findPinnedNode() {
  const program = process.platform === "win32" ? "node.exe" : "node";
  return [join(root, "node_modules"), join(root, "..")]
    .map((folder) => join(folder, "node", "bin", program))
    .find((path) => existsSync(path));
}

async function startOn(node) {
  // A pinned Node.js that is itself too old would start itself again and again.
  if (node === undefined || node === process.execPath) return refuseThisNode();
  const { spawn } = await builtin("node:child_process");
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, () => passOn(signal, child));
  child.on("error", (error) => refuse(`cannot start ${node}: ${error.message}`, `run \`npm ci\` again in ${root}`));
  child.on("exit", (code, signal) => {
    for (const name of signals) process.removeAllListeners(name);
    if (signal === null) process.exitCode = code;
    else process.kill(process.pid, signal);
  });
}

/** A terminal sends Ctrl-C to the child as well; received twice it would mean "stop at once". */
function passOn(signal, child) {
  if (signal === "SIGINT" && process.stdin.isTTY) return;
  child.kill(signal);
}

function refuseThisNode() {
  refuse(
    `Charter needs Node.js ${OLDEST.join(".")} or newer, and this is ${process.versions.node}`,
    `run \`npm ci\` in ${root}, which brings a newer one along, or install Node.js 24`,
  );
}

function refuse(problem, help) {
  process.stderr.write(`error: ${problem}\n  help: ${help}\n`);
  process.exitCode = ENVIRONMENT_ERROR;
}
