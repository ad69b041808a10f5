import type { PullRequestReport } from "../../render/markdown/pull-request/pull-request-report.ts";
import { sha256 } from "../../targets/sha256.ts";
import { type CheckContent, type CheckFacts, createCheck, listChecks, updateCheck } from "../api/checks.ts";
import type { ActionContext } from "./action-context.ts";

/** The check run that says of a commit of the branch whether it was applied. */
export interface Mark {
  readonly id: number;
  /** The App that this run writes as. */
  readonly appId: number | undefined;
  /** What is applied: another organization, or folder, of the same repository has a mark of its own. */
  readonly about: string;
}

const name = "charter/apply";

/** Says on the tip that work on it goes on. */
export async function beginMark(
  { github, environment, inputs }: ActionContext,
  target: string,
  check: string = name,
): Promise<Mark> {
  const about = sha256(`${target} ${inputs.directory}`).slice(0, 16);
  const content = { status: "in_progress", title: "Going on", summary: "This run has not ended yet." } as const;
  const { id, appId } = await createCheck(github, {
    name: check,
    headSha: environment.sha,
    content: { ...content, externalId: about },
  });
  return { id, appId, about };
}

/** Says on the tip how it ended. */
export async function endMark(
  { github }: ActionContext,
  { id }: Mark,
  ending: Pick<CheckContent, "conclusion" | "title" | "summary">,
): Promise<void> {
  await updateCheck(github, { id, content: { status: "completed", ...ending } });
}

/** What became of a commit of the branch, by this App's own word; `none` where no run but this one has begun with it. */
export async function workOn(
  { github }: ActionContext,
  sha: string,
  { id: ownId, appId, about }: Mark,
): Promise<"applied" | "begun" | "none"> {
  const checks = await listChecks(github, { headSha: sha, name });
  const isOwn = (check: CheckFacts): boolean => appId !== undefined && check.appId === appId;
  const own = checks.filter((check) => isOwn(check) && check.externalId === about);
  if (own.some(({ conclusion }) => conclusion === "success")) return "applied";
  return own.some(({ id }) => id !== ownId) ? "begun" : "none";
}

/** Says on the tip whether it was applied. */
export async function finishMark(
  context: ActionContext,
  mark: Mark,
  { status, plan }: PullRequestReport,
): Promise<void> {
  const isApplied = status === "applied";
  await endMark(context, mark, {
    conclusion: isApplied ? "success" : "failure",
    title: isApplied ? "Applied" : `Not applied: ${status}`,
    summary: `Plan ${plan.digest}: ${plan.changes.length} changes. The summary of the run shows all of them.`,
  });
}
