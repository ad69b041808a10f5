import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { asForeigner } from "../../support/foreign-database.ts";
import type { CheckRun, Comment, Issue, WorkflowRun } from "../server/github-state.ts";
import type { RecordedRequest } from "../server/github-world.ts";
import { newWorkflowRun } from "../server/sample-github.ts";
import type { GitHubServer } from "../server/start-github.ts";
import { type GitServer, serveGit } from "../source/git-server.ts";
import { checkOut } from "./git-origin.ts";
import { forkId, type RepositoryWorld, repositoryWorld } from "./repository-world.ts";
import { type BundleEnd, runBundle } from "./run-bundle.ts";
import { changeLive, type Files, people, type Person, sampleFiles } from "./sample-organization.ts";

/** The token of the job: it may appear nowhere. */
export const canaryToken = "ghs_canary0123456789abcdef";

/** A run of the Action. */
export interface ActionStart {
  /** What happened; it also decides the mode, unless the inputs say another. */
  readonly event:
    | "pull_request"
    | "pull_request_review"
    | "merge_group"
    | "push"
    | "workflow_dispatch"
    | "schedule"
    | (string & {});
  /** The pull request of the first three. */
  readonly pull?: number | undefined;
  readonly actor?: Person | undefined;
  readonly inputs?: Readonly<Record<string, string>> | undefined;
  /** What an earlier step changed of the runner's variables. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  /** What GitHub itself says of the run. */
  readonly run?: Partial<WorkflowRun> | undefined;
  /** Other than the event's own commit. */
  readonly sha?: string | undefined;
  readonly depth?: number | undefined;
  readonly payload?: unknown;
  /** Something done to the workspace by an earlier step or by the pull request. */
  readonly prepare?: ((workspace: string) => void) | undefined;
}

/** How a run ended, and what stands on GitHub then. */
export interface ActionEnd extends BundleEnd {
  readonly comments: readonly Comment[];
  readonly checkRuns: readonly CheckRun[];
  readonly issues: readonly Issue[];
  /** Of this run alone. */
  readonly requests: readonly RecordedRequest[];
  /** Those that were sent to change something on GitHub. */
  readonly mutations: readonly RecordedRequest[];
  /** Whether anything in the live organization is different from before. */
  readonly wroteTarget: boolean;
}

/** A repository, GitHub, and a live organization. */
export interface ActionWorld extends RepositoryWorld {
  readonly github: GitHubServer;
  /** The folder of the live organization's `organization.db`. */
  readonly live: string;
  readonly target: string;
  /** Tells GitHub of everything that happened in the repository; a run does it first. */
  readonly sync: () => Promise<void>;
  readonly runAction: (start: ActionStart) => Promise<ActionEnd>;
  /** Plans a pull request, as it must be before it may be merged and applied. */
  readonly plan: (pull: number, start?: Partial<ActionStart>) => Promise<ActionEnd>;
  /** Applies the tip of the branch after the last push. */
  readonly apply: (start?: Partial<ActionStart>) => Promise<ActionEnd>;
  /** Changes the live organization by hand. */
  readonly changeLive: (files: Files) => Promise<void>;
  /** Everything the live organization holds. */
  readonly content: () => string;
  /** How often the live organization was written. */
  readonly serial: () => number;
  readonly close: () => Promise<void>;
}

/** Opens a world on a server that nobody else uses, with a copy of an organization made before. */
export async function openActionWorld(
  github: GitHubServer,
  organization: string,
  files: Files = sampleFiles,
): Promise<ActionWorld> {
  const home = mkdtempSync(path.join(tmpdir(), "charter-action-"));
  const live = path.join(home, "live");
  cpSync(organization, live, { recursive: true });
  const repository = repositoryWorld(home, files);
  repository.change({ token: { ...repository.state().token, value: canaryToken } });
  const gitServer = await serveGit(path.join(home, "server"), { token: canaryToken });
  const first = { comments: [], checkRuns: [], issues: [] };
  const rateLimit = { limit: 5000, remaining: 5000, resetAt: 4_000_000_000 };
  await github.reset({ ...repository.state(), ...first, rateLimit });
  const target = `sqlite:${path.join(live, "organization.db")}`;
  const content = (): string => contentOf(path.join(live, "organization.db"));
  const sync = async (): Promise<void> => github.change(repository.state());
  const setting = { home, github, gitServer, repository, target, content, sync };
  let runs = 0;
  const runAction = async (start: ActionStart): Promise<ActionEnd> => startRun(setting, start, (runs += 1));
  return {
    ...repository,
    github,
    live,
    target,
    content,
    sync,
    runAction,
    plan: async (pull, start = {}) => runAction({ event: "pull_request", pull, ...start }),
    apply: async (start = {}) => runAction({ event: "push", ...start }),
    serial: () => serialOf(path.join(live, "organization.db")),
    changeLive: async (edited) => changeLive(live, { ...files, ...edited }),
    close: async () => {
      await gitServer[Symbol.asyncDispose]();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

interface Setting {
  readonly home: string;
  readonly github: GitHubServer;
  readonly gitServer: GitServer;
  readonly repository: RepositoryWorld;
  readonly target: string;
  readonly content: () => string;
  readonly sync: () => Promise<void>;
}

const modes: Readonly<Record<string, string>> = { push: "apply", workflow_dispatch: "apply", schedule: "drift" };

async function startRun(setting: Setting, start: ActionStart, number: number): Promise<ActionEnd> {
  const { home, github, repository, target, content, sync } = setting;
  const place = placeOf(repository, start);
  const run = runOf(repository, start, { place, number });
  repository.change({ workflowRuns: [...repository.state().workflowRuns, run] });
  await sync();
  const temporary = path.join(home, `run-${number}`);
  const workspace = path.join(temporary, "workspace");
  checkOut(repository.origin, workspace, { sha: place.sha, depth: start.depth });
  start.prepare?.(workspace);
  const before = content();
  const asked = (await github.requests()).length;
  const end = await runBundle({
    workspace,
    temporary,
    inputs: { mode: modes[start.event] ?? "plan", target, "github-token": canaryToken, ...start.inputs },
    variables: { ...variablesOf({ setting, run, place, workspace, temporary }), ...start.variables },
    payload: start.payload ?? { action: "synchronize", number: start.pull },
  });
  const requests = (await github.requests()).slice(asked);
  return {
    ...end,
    comments: await github.comments(),
    checkRuns: await github.checkRuns(),
    issues: await github.issues(),
    requests,
    mutations: requests.filter(({ method, path: to }) => method !== "GET" && !to.startsWith("/graphql")),
    wroteTarget: content() !== before,
  };
}

interface Place {
  /** What the runner checks out. */
  readonly sha: string;
  readonly ref: string;
  /** What GitHub says the run is about. */
  readonly headSha: string;
  readonly headBranch: string;
}

function placeOf(repository: RepositoryWorld, { event, pull, sha }: ActionStart): Place {
  if (event === "merge_group") {
    const group = sha ?? repository.trial(pull ?? 0);
    const branch = `gh-readonly-queue/main/pr-${pull}-${repository.tip()}`;
    repository.origin.git("update-ref", `refs/heads/${branch}`, group);
    return { sha: group, ref: `refs/heads/${branch}`, headSha: group, headBranch: branch };
  }
  if (pull !== undefined) {
    const { head } = repository.pull(pull);
    const trial = sha ?? repository.trial(pull);
    return { sha: trial, ref: `refs/pull/${pull}/merge`, headSha: head.sha, headBranch: head.ref };
  }
  const tip = sha ?? repository.tip();
  return { sha: tip, ref: "refs/heads/main", headSha: tip, headBranch: "main" };
}

function runOf(
  repository: RepositoryWorld,
  { event, actor, run = {}, pull }: ActionStart,
  { place, number }: { readonly place: Place; readonly number: number },
): WorkflowRun {
  const { headSha, headBranch } = place;
  const push = repository.state().pushes.findLast(({ branch }) => branch === "main");
  const author = pull === undefined ? undefined : repository.pull(pull);
  const id = actor === undefined ? (author?.author ?? push?.actor ?? people.ada) : people[actor];
  const headRepository = author?.head.repository === forkId ? forkId : repository.state().repository.id;
  const about = { id: 3500 + number, event, headSha, headBranch, headRepository };
  return newWorkflowRun({ ...about, actor: id, triggeringActor: id, createdAt: repository.later(), ...run });
}

interface Variables {
  readonly setting: Setting;
  readonly run: WorkflowRun;
  readonly place: Place;
  readonly workspace: string;
  readonly temporary: string;
}

function variablesOf({ setting, run, place, workspace, temporary }: Variables): Readonly<Record<string, string>> {
  const { github, gitServer, repository, home } = setting;
  return {
    CI: "true",
    HOME: home,
    GITHUB_ACTIONS: "true",
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_ATTEMPT: String(run.attempt),
    GITHUB_EVENT_NAME: run.event,
    GITHUB_SHA: place.sha,
    GITHUB_REF: place.ref,
    GITHUB_REPOSITORY: "acme/people",
    GITHUB_REPOSITORY_ID: String(repository.state().repository.id),
    GITHUB_ACTOR_ID: String(run.actor),
    GITHUB_API_URL: github.url,
    GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
    GITHUB_SERVER_URL: gitServer.url.replace(/\/acme$/, ""),
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temporary,
  };
}

/** Everything in a database and its outbox, as a text that is equal when nothing was written. */
function contentOf(file: string): string {
  if (!existsSync(file)) return "nothing";
  return asForeigner(file, (open) => {
    const tables = open.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
    const rows = tables.map(({ name }) => [name, open.prepare(`SELECT * FROM ${String(name)}`).all()]);
    return JSON.stringify(rows, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  });
}

function serialOf(file: string): number {
  return asForeigner(file, (open) => Number(open.prepare("SELECT serial FROM history").get()?.["serial"]));
}

/** Everything a run said and left, except in the target. What is masked the runner takes out of the log itself. */
export function saidBy(end: ActionEnd): string {
  const { stdout, stderr, outputs, summary, planFile, comments, checkRuns, issues } = end;
  const log = stdout.replaceAll(/^::add-mask::.*$/gm, "");
  return JSON.stringify([log, stderr, outputs, summary, planFile, comments, checkRuns, issues]);
}
