import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import type { Plan } from "../../model/plan.ts";
import { commentMarker } from "../../render/markdown/pull-request/comment-marker.ts";
import { sha256 } from "../../targets/sha256.ts";
import { createIssue, type IssueFacts, listIssues, updateIssue } from "../api/issues.ts";
import { driftIssue } from "../report/drift-issue.ts";
import { writeOutputs } from "../report/outputs.ts";
import { writeSummary } from "../report/write-summary.ts";
import type { ActionContext } from "./action-context.ts";
import { beginMark, endMark } from "./mark-applied.ts";
import { isInvalid, planTree } from "./plan-tree.ts";
import { readTarget } from "./read-target.ts";
import { readTree, type Tree } from "./read-tree.ts";

/**
 * Compares live with the manifests at the tip and says what differs: in the summary, and in one issue that is opened when drift
 * comes, kept up to date, and closed when it has gone. Nothing is ever applied.
 */
export async function watchDrift(context: ActionContext): Promise<number> {
  const { inputs, run } = context;
  if (inputs.target === undefined) throw new Failure("input-target-missing", exitCodes.usage);
  const tree = await readTree(context, run.headSha);
  if (isInvalid(tree)) throw new Failure("drift-invalid", exitCodes.invalidManifest, { sha: run.headSha });
  const snapshot = await readTarget(context, inputs.target);
  const { plan } = planTree(tree, snapshot, { actor: "", approvers: [] });
  const mark = await beginMark(context, plan.target, "charter/drift");
  const url = await keepIssue(context, { plan, tree, appId: mark.appId });
  await endMark(context, mark, {
    conclusion: plan.changes.length === 0 ? "success" : "neutral",
    title: plan.changes.length === 0 ? "No drift" : `${plan.changes.length} changes`,
    summary: "What live and the manifests do not have in common stands in the summary of the run.",
  });
  await writeSummary(driftIssue({ plan, sha: tree.sha, runUrl: runUrl(context) }, issueOptions(context, plan)).body);
  writeOutputs(outputs(plan, url ?? ""));
  return exitCodes.done;
}

interface Drift {
  readonly plan: Plan;
  readonly tree: Tree;
  readonly appId: number | undefined;
}

// The one issue of this target: by our own account, with our marker.
async function keepIssue(context: ActionContext, { plan, tree, appId }: Drift): Promise<string | undefined> {
  const { github } = context;
  const options = issueOptions(context, plan);
  const { title, body } = driftIssue({ plan, sha: tree.sha, runUrl: runUrl(context) }, options);
  const issue = (await listIssues(github)).find((one) => isOurs(one, appId, options.marker));
  if (plan.changes.length === 0) {
    if (issue?.isOpen === true) await updateIssue(github, { number: issue.number, body, state: "closed" });
    return issue?.url;
  }
  if (issue === undefined) return (await createIssue(github, { title, body })).url;
  return (await updateIssue(github, { number: issue.number, title, body, state: "open" })).url;
}

function isOurs({ appId: author, body }: IssueFacts, appId: number | undefined, marker: string): boolean {
  return appId !== undefined && author === appId && body.startsWith(marker);
}

function issueOptions(
  { inputs, masksEmails }: ActionContext,
  { target }: Plan,
): { marker: string; masksEmails: boolean } {
  const marker = commentMarker(`${target} ${inputs.directory}`, sha256).replace("charter:plan", "charter:drift");
  return { marker, masksEmails };
}

function runUrl({ serverUrl, environment, run }: ActionContext): string {
  return `${serverUrl}/${environment.owner}/${environment.repo}/actions/runs/${run.id}`;
}

function outputs(plan: Plan, url: string): Parameters<typeof writeOutputs>[0] {
  return {
    verdict: plan.changes.length === 0 ? "no-drift" : "drift",
    "to-add": String(plan.summary.add),
    "to-change": String(plan.summary.change),
    "to-remove": String(plan.summary.remove),
    denied: "",
    digest: plan.digest,
    "plan-path": "",
    "comment-url": url,
    "failure-reason": "",
  };
}
