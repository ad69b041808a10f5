import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import type { FaultRule } from "./github-faults.ts";
import type { CheckRun, Comment, GitHubState, Issue } from "./github-state.ts";
import type { RecordedRequest, Violation } from "./github-world.ts";

/** What the server is told over the channel. */
export type Command =
  | { readonly name: "start" | "reset"; readonly state: GitHubState }
  | { readonly name: "change"; readonly change: Partial<GitHubState> }
  | { readonly name: "fail"; readonly rule: FaultRule }
  | { readonly name: "clear-faults" | "look" };

/** A command to one of a process's servers, with a number by which its answer is known. */
export interface CommandMessage {
  readonly id: number;
  readonly server: number;
  readonly command: Command;
}

/** What the server says to every command: everything there is to know. */
export interface Snapshot {
  readonly port: number;
  readonly state: GitHubState;
  readonly requests: readonly RecordedRequest[];
  readonly violations: readonly Violation[];
}

/** A running GitHub, in a process of its own. */
export interface GitHubServer {
  /** The address of the REST API as on github.com; GraphQL is at `/graphql` behind it. */
  readonly url: string;
  /** The address as on an Enterprise server, which ends in `/api/v3`; GraphQL is at `/api/graphql`. */
  readonly enterpriseUrl: string;
  readonly state: () => Promise<GitHubState>;
  /** Replaces parts of the state; each part whole. */
  readonly change: (change: Partial<GitHubState>) => Promise<void>;
  /** Begins anew: another state, no faults, nothing on record. */
  readonly reset: (state: GitHubState) => Promise<void>;
  /** Adds a fault; rules that match the same request meet it together. */
  readonly fail: (rule: FaultRule) => Promise<void>;
  readonly clearFaults: () => Promise<void>;
  /** Every request in the order of arrival, answered or not. */
  readonly requests: () => Promise<readonly RecordedRequest[]>;
  /** The requests that were sent to change something, whether or not they did. */
  readonly mutations: () => Promise<readonly RecordedRequest[]>;
  /** What did not fit GitHub's published description; a test ends by expecting none. */
  readonly violations: () => Promise<readonly Violation[]>;
  readonly comments: () => Promise<readonly Comment[]>;
  readonly checkRuns: () => Promise<readonly CheckRun[]>;
  readonly issues: () => Promise<readonly Issue[]>;
  readonly close: () => Promise<void>;
}

const script = fileURLToPath(new URL("./github-process.ts", import.meta.url));

/** A process in which several GitHubs run that know nothing of each other. */
export interface GitHubHost {
  /** Starts a GitHub that knows this state; resolves when it listens. Closing one closes all. */
  readonly start: (state: GitHubState) => Promise<GitHubServer>;
  readonly close: () => Promise<void>;
}

/** Starts a GitHub that knows this state, in a process of its own; resolves when it listens. */
export async function startGitHub(state: GitHubState): Promise<GitHubServer> {
  return openGitHubHost().start(state);
}

/** Starts a process for several GitHubs. */
export function openGitHubHost(): GitHubHost {
  const child = fork(script, [], {
    serialization: "advanced",
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const send = channelTo(child);
  const close = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.disconnect();
    await exited;
  };
  let servers = 0;
  return {
    close,
    start: async (state) => {
      servers += 1;
      const server = servers;
      return startServer({ tell: async (command) => send(server, command), close }, state);
    },
  };
}

interface Telling extends Pick<GitHubServer, "close"> {
  readonly tell: (command: Command) => Promise<Snapshot>;
}

async function startServer({ tell, close }: Telling, state: GitHubState): Promise<GitHubServer> {
  const look = (): Promise<Snapshot> => tell({ name: "look" });
  const { port } = await tell({ name: "start", state });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    enterpriseUrl: `${url}/api/v3`,
    state: async () => (await look()).state,
    change: async (change) => void (await tell({ name: "change", change })),
    reset: async (next) => void (await tell({ name: "reset", state: next })),
    fail: async (rule) => void (await tell({ name: "fail", rule })),
    clearFaults: async () => void (await tell({ name: "clear-faults" })),
    requests: async () => (await look()).requests,
    mutations: async () => (await look()).requests.filter(isMutation),
    violations: async () => (await look()).violations,
    comments: async () => (await look()).state.comments,
    checkRuns: async () => (await look()).state.checkRuns,
    issues: async () => (await look()).state.issues,
    close,
  };
}

function isMutation({ method, path }: RecordedRequest): boolean {
  return method !== "GET" && method !== "HEAD" && path !== "/graphql";
}

function channelTo(child: ChildProcess): (server: number, command: Command) => Promise<Snapshot> {
  const waiting = new Map<number, PromiseWithResolvers<Snapshot>>();
  let last = 0;
  child.on("message", ({ id, snapshot }: { readonly id: number; readonly snapshot: Snapshot }) => {
    waiting.get(id)?.resolve(snapshot);
    waiting.delete(id);
  });
  child.on("exit", () => {
    for (const { reject } of waiting.values()) reject(new Error("the GitHub server ended"));
  });
  return (server, command) => {
    const answer = Promise.withResolvers<Snapshot>();
    last += 1;
    waiting.set(last, answer);
    child.send({ id: last, server, command } satisfies CommandMessage);
    return answer.promise;
  };
}
