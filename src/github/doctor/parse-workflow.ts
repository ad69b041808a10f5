import { parsePlainYaml } from "../../load/parse-plain-yaml.ts";
import { isJsonList, isJsonObject, type Json, type JsonObject } from "../../model/json.ts";

/** What of a workflow file matters for safety (GitHub's "Workflow syntax for GitHub Actions"). */
export interface Workflow {
  readonly file: string;
  readonly events: readonly string[];
  /** Absent where the file says nothing; `undefined` values do not occur. */
  readonly permissions: Permissions | undefined;
  readonly concurrency: Concurrency | undefined;
  readonly jobs: readonly Job[];
}

/** Permissions of the workflow's own token: one word for all, or a level for each. */
export type Permissions = string | Readonly<Record<string, string>>;

/** Which runs wait for each other, and whether a new one ends the old. */
export interface Concurrency {
  readonly group: string;
  /** An expression counts as true, since it may be. */
  readonly cancels: boolean;
}

/** One job. */
export interface Job {
  readonly name: string;
  /** What Charter does in it; empty for a job without Charter. */
  readonly modes: readonly string[];
  readonly permissions: Permissions | undefined;
  readonly concurrency: Concurrency | undefined;
  readonly environment: string | undefined;
  /** Names of the secrets it is given, its own token apart. */
  readonly secrets: readonly string[];
  readonly steps: readonly Step[];
}

/** One step. */
export interface Step {
  readonly uses: string | undefined;
  readonly run: string | undefined;
  readonly inputs: Readonly<Record<string, string>>;
}

/** Reads a workflow; `undefined` for what is none. */
export function parseWorkflow(file: string, text: string): Workflow | undefined {
  const root = parsePlainYaml(text);
  if (root === undefined || !isJsonObject(root)) return undefined;
  const jobs = Object.entries(objectIn(root, "jobs")).map(([name, job]) => parseJob(name, job));
  const secrets = secretsIn(objectIn(root, "env"));
  return {
    file,
    events: eventsOf(root["on"]),
    permissions: permissionsOf(root["permissions"]),
    concurrency: concurrencyOf(root["concurrency"]),
    jobs: jobs.map((job) => ({ ...job, secrets: [...new Set([...job.secrets, ...secrets])] })),
  };
}

function eventsOf(on: Json | undefined): readonly string[] {
  if (typeof on === "string") return [on];
  if (isJsonList(on)) return on.filter((event) => typeof event === "string");
  return on !== undefined && isJsonObject(on) ? Object.keys(on) : [];
}

function permissionsOf(permissions: Json | undefined): Permissions | undefined {
  return isJsonObject(permissions) ? textsIn(permissions) : textOrNothing(permissions);
}

function concurrencyOf(concurrency: Json | undefined): Concurrency | undefined {
  if (typeof concurrency === "string") return { group: concurrency, cancels: false };
  if (!isJsonObject(concurrency)) return undefined;
  const cancels = concurrency["cancel-in-progress"] ?? false;
  return { group: textOrNothing(concurrency["group"]) ?? "", cancels: cancels !== false };
}

function parseJob(name: string, value: Json | undefined): Job {
  const job = value !== undefined && isJsonObject(value) ? value : {};
  const steps = listIn(job, "steps").map(parseStep);
  const called = textOrNothing(job["uses"]);
  const all =
    called === undefined ? steps : [...steps, { uses: called, run: undefined, inputs: textsIn(objectIn(job, "with")) }];
  return {
    name,
    modes: all.flatMap(modeOf),
    permissions: permissionsOf(job["permissions"]),
    concurrency: concurrencyOf(job["concurrency"]),
    environment: textOrNothing(job["environment"]) ?? textOrNothing(objectIn(job, "environment")["name"]),
    secrets: secretsIn(job),
    steps: all,
  };
}

function parseStep(value: Json): Step {
  const step = isJsonObject(value) ? value : {};
  return {
    uses: textOrNothing(step["uses"]),
    run: textOrNothing(step["run"]),
    inputs: textsIn(objectIn(step, "with")),
  };
}

// Charter is known by the name of its repository, whoever holds a copy of it, and by its command.
function modeOf({ uses, run, inputs }: Step): readonly string[] {
  if (uses !== undefined && /^(?:\.\/?$|[^@]*\/charter@)/i.test(uses)) return [inputs["mode"] ?? "plan"];
  return Array.from((run ?? "").matchAll(/\bcharter(?:@\S+)? +(plan|apply|drift)\b/g), ([, mode = ""]) => mode);
}

// GITHUB_TOKEN is made for each run, and no secret that somebody keeps.
function secretsIn(value: JsonObject): readonly string[] {
  const found = JSON.stringify(value).matchAll(/\bsecrets(?:\.|\[')([A-Za-z_]\w*)/g);
  return [...new Set(Array.from(found, ([, name = ""]) => name.toUpperCase()))].filter(
    (name) => name !== "GITHUB_TOKEN",
  );
}

function textOrNothing(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function objectIn(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return value !== undefined && isJsonObject(value) ? value : {};
}

function listIn(object: JsonObject, key: string): readonly Json[] {
  const value: Json | undefined = object[key];
  return isJsonList(value) ? value : [];
}

function textsIn(object: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, textOf(value)]));
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}
