import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { textOf } from "../../support/charter-process.ts";
import { runFolder } from "./run-folder.ts";

/** The file that GitHub runs. */
const bundle = path.join(import.meta.dirname, "../../../dist/index.js");

const compiled = path.join(runFolder(), "compiled");

/** How the Action is started: as by a runner, in a process that knows nothing else. */
export interface BundleStart {
  readonly workspace: string;
  /** The runner's own folder for this run. */
  readonly temporary: string;
  /** Inputs by their names in `action.yml`. */
  readonly inputs: Readonly<Record<string, string>>;
  /** GITHUB_* and whatever else. */
  readonly variables: Readonly<Record<string, string>>;
  /** The event's payload. */
  readonly payload: unknown;
}

/** What a run left behind. */
export interface BundleEnd {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly annotations: readonly WorkflowCommand[];
  /** The file that holds the whole plan; empty where there is none. */
  readonly planFile: string;
}

/** An `::error` or `::warning` as the runner understands it. */
export interface WorkflowCommand {
  readonly level: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Runs the Action to its end. */
export async function runBundle(start: BundleStart): Promise<BundleEnd> {
  const { workspace, temporary, inputs, variables, payload } = start;
  mkdirSync(temporary, { recursive: true });
  const files = {
    GITHUB_OUTPUT: path.join(temporary, "output"),
    GITHUB_STEP_SUMMARY: path.join(temporary, "summary"),
    GITHUB_EVENT_PATH: path.join(temporary, "event.json"),
  };
  writeFileSync(files.GITHUB_OUTPUT, "");
  writeFileSync(files.GITHUB_STEP_SUMMARY, "");
  writeFileSync(files.GITHUB_EVENT_PATH, JSON.stringify(payload));
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const child = spawn(process.execPath, [bundle], {
    cwd: workspace,
    // Compiled once for all runs; a runner compiles it each time.
    env: {
      PATH: process.env["PATH"],
      NODE_COMPILE_CACHE: compiled,
      ...files,
      ...Object.fromEntries<string>(given as never),
      ...variables,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)];
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  return {
    exitCode,
    stdout: stdout(),
    stderr: stderr(),
    outputs: outputsIn(readFileSync(files.GITHUB_OUTPUT, "utf8")),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"),
    annotations: commandsIn(stdout()),
    planFile: textIn(path.join(temporary, "charter-plan.json")),
  };
}

function textIn(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

// `name<<delimiter`, the value's lines, and the delimiter alone.
function outputsIn(text: string): Readonly<Record<string, string>> {
  const found = [...text.matchAll(/^([^\n=]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)];
  return Object.fromEntries(found.map(([, name = "", , value = ""]) => [name, value]));
}

function commandsIn(stdout: string): readonly WorkflowCommand[] {
  return [...stdout.matchAll(/^::(error|warning|notice)(?: ([^:]*))?::(.*)$/gm)].map(
    ([, level = "", properties = "", message = ""]) => ({
      level,
      properties: Object.fromEntries(
        properties
          .split(",")
          .map((property) => property.split("="))
          .map(([name = "", value = ""]) => [name.trim(), decoded(value)]),
      ),
      message: decoded(message),
    }),
  );
}

function decoded(text: string): string {
  const meanings: Readonly<Record<string, string>> = { "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%" };
  return text.replaceAll(/%(?:0D|0A|3A|2C|25)/g, (code) => meanings[code] ?? code);
}
