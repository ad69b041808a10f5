import { join } from "node:path";

import { kindsByName } from "../../kinds/index.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { maskEmails } from "../../render/markdown/mask-emails.ts";
import { openTarget } from "../../targets/index.ts";
import { connectGitHub } from "../api/connect.ts";
import type { Inputs, Mode } from "../inputs/parse-inputs.ts";
import { dropNodeOptions, hideVariables, InputFailure, readInputs } from "../inputs/read-inputs.ts";
import { writeFailure } from "../report/write-failure.ts";
import { readRun } from "../run/read-run.ts";
import { type RunEnvironment, runEnvironment } from "../run/run-environment.ts";
import { commitSource } from "../source/commit-source.ts";
import type { ActionContext } from "./action-context.ts";
import { applyMerge } from "./apply-merge.ts";
import { planPullRequest } from "./plan-pull-request.ts";
import { watchDrift } from "./watch-drift.ts";

/** What the Action runs with: the process's variables, and a way to write a line to its log. */
export interface ActionProcess {
  readonly variables: Record<string, string | undefined>;
  readonly log: (text: string) => void;
}

/** Runs the Action to its exit code. What goes wrong is said once, in words, and never with a stack trace or a secret. */
export async function runAction({ variables, log }: ActionProcess): Promise<number> {
  dropNodeOptions(variables);
  try {
    hideVariables(variables);
    const inputs = readInputs();
    const context = await openContext(inputs, variables, log);
    return await modes[inputs.mode](context);
  } catch (error) {
    const failures = error instanceof InputFailure ? error.problems : [toFailure(error)];
    writeFailure(failures);
    return error instanceof Failure ? error.exitCode : exitCodes.bug;
  }
}

const modes: Readonly<Record<Mode, (context: ActionContext) => Promise<number>>> = {
  plan: planPullRequest,
  apply: applyMerge,
  drift: watchDrift,
};

async function openContext(
  inputs: Inputs,
  variables: ActionProcess["variables"],
  log: ActionProcess["log"],
): Promise<ActionContext> {
  const environment = runEnvironment(variables);
  const { apiUrl, graphqlUrl, owner, repo } = environment;
  const github = connectGitHub({ token: inputs.token, apiUrl, graphqlUrl, owner, repo });
  const run = await readRun(github, environment, inputs.mode);
  const masksEmails = !run.repository.isPrivate && !inputs.publicEmails;
  const folder = variables["GITHUB_WORKSPACE"] ?? ".";
  return {
    inputs,
    environment,
    github,
    run,
    source: commitSource(folder, { remote: remoteOf(inputs, environment, variables) }),
    serverUrl: variables["GITHUB_SERVER_URL"] ?? "",
    planFile: join(variables["RUNNER_TEMP"] ?? folder, "charter-plan.json"),
    masksEmails,
    openTarget: async (url) => openTarget(url, { kinds: kindsByName, folder, variables, ...mailFrom(variables) }),
    log,
    warn: (why) => writeFailure([why], "warning"),
  };
}

function remoteOf(
  { token }: Inputs,
  { owner, repo }: RunEnvironment,
  variables: ActionProcess["variables"],
): { readonly url: string; readonly token: string } {
  return { url: `${variables["GITHUB_SERVER_URL"] ?? ""}/${owner}/${repo}`, token };
}

function mailFrom(variables: ActionProcess["variables"]): { smtpUrl?: string; mailFrom?: string } {
  const [smtpUrl, from] = [variables["CHARTER_SMTP_URL"], variables["CHARTER_MAIL_FROM"]];
  return { ...(smtpUrl && { smtpUrl }), ...(from && { mailFrom: from }) };
}

function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const problem = error instanceof Error ? error.message : String(error);
  return new Failure("bug", exitCodes.bug, { problem: maskEmails(problem) });
}
