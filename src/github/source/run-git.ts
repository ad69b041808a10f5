import { Buffer } from "node:buffer";
import { spawn } from "node:child_process";

import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";

/** One call of git. */
export interface GitCall {
  readonly words: readonly string[];
  readonly input?: string;
  /** Settings that must not stand among the words, where every process of the machine could read them. */
  readonly secretSettings?: readonly (readonly [key: string, value: string])[];
  /** The one protocol that may be spoken; without it nothing leaves the machine. */
  readonly protocol?: "http" | "https" | undefined;
  readonly mostBytes?: number;
}

/** How git ended. */
export interface GitEnd {
  readonly exitCode: number;
  readonly stdout: Buffer;
  /** What git complained about, for `--verbose`; it holds no secret, because git was told none by its words. */
  readonly complaint: string;
  /** It was stopped, because it wrote more than it may. */
  readonly cut: boolean;
}

/**
 * Runs git in a folder, without a shell. Nothing that the repository brings is run: no hook, filter, helper, pager, ssh command or
 * file system monitor; replaced and grafted objects count as what they were; of the environment git sees only where programs lie.
 * Throws the Failure `git-missing` where there is no git, and `git-too-slow` where it does not end.
 */
export function runGit(folder: string, call: GitCall): Promise<GitEnd> {
  const words = ["-C", folder, ...fixedSettings(call.protocol), ...call.words];
  const child = spawn("git", words, { env: environmentFor(call), timeout: timeoutMs, stdio: ["pipe", "pipe", "pipe"] });
  const output = collect(call.mostBytes ?? mostBytes, () => child.kill("SIGKILL"));
  const errors = collect(complaintBytes, () => undefined);
  child.stdout.on("data", output.take);
  child.stderr.on("data", errors.take);
  // Git may end before it has read everything; how it ended is what counts.
  child.stdin.on("error", () => undefined);
  child.stdin.end(call.input ?? "");
  return new Promise((resolve, reject) => {
    child.on("error", (cause) => reject(new Failure("git-missing", exitCodes.usage, {}, { cause })));
    child.on("close", (exitCode, signal) => {
      const { bytes: stdout, cut } = output.taken();
      const complaint = errors.taken().bytes.toString("utf8");
      if (signal === null || cut) resolve({ exitCode: exitCode ?? -1, stdout, complaint, cut });
      else reject(new Failure("git-too-slow", exitCodes.unreadable, { seconds: timeoutMs / 1000 }));
    });
  });
}

const timeoutMs = 300_000;
const mostBytes = 67_108_864;
const complaintBytes = 65_536;

// Settings given here win over those of the repository (git-config, "SCOPES").
function fixedSettings(protocol: GitCall["protocol"]): readonly string[] {
  const settings = [
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.sshCommand=false",
    "core.gitProxy=",
    "core.askPass=",
    "credential.helper=",
    "gc.auto=0",
    "maintenance.auto=false",
    "fetch.recurseSubmodules=false",
    "http.followRedirects=false",
    "protocol.allow=never",
    // A folder inside the work tree may look like a repository, with settings of its own.
    "safe.bareRepository=explicit",
    // In a container the folder belongs to another user.
    "safe.directory=*",
    ...(protocol === undefined ? [] : [`protocol.${protocol}.allow=always`]),
  ];
  return settings.flatMap((setting) => ["-c", setting]);
}

function environmentFor({ secretSettings = [] }: GitCall): Record<string, string> {
  const settings = secretSettings.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ]);
  return {
    ...fixedEnvironment,
    ...passedOn(),
    GIT_CONFIG_COUNT: String(secretSettings.length),
    ...Object.fromEntries<string>(settings.map(([name = "", value = ""]) => [name, value])),
  };
}

const fixedEnvironment = {
  LC_ALL: "C",
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_ATTR_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_LITERAL_PATHSPECS: "1",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_GRAFT_FILE: "/dev/null",
  GIT_NO_LAZY_FETCH: "1",
} as const;

// A runner behind a proxy, or with a certificate of its own, reaches GitHub only with these.
function passedOn(): Record<string, string> {
  const names = ["PATH", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "SSL_CERT_FILE", "GIT_SSL_CAINFO"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

interface Collector {
  readonly take: (chunk: Buffer) => void;
  readonly taken: () => { readonly bytes: Buffer; readonly cut: boolean };
}

function collect(most: number, stop: () => void): Collector {
  const chunks: Buffer[] = [];
  let length = 0;
  let cut = false;
  const take = (chunk: Buffer): void => {
    length += chunk.length;
    cut ||= length > most;
    if (cut) stop();
    else chunks.push(chunk);
  };
  return { take, taken: () => ({ bytes: Buffer.concat(chunks), cut }) };
}
