import { suggestApprovers } from "../../authorize/suggest-approvers.ts";
import type { Address } from "../../model/address.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { textOf } from "../../model/json.ts";
import type { Plan } from "../../model/plan.ts";
import type { State } from "../../model/state.ts";
import { comparePlans } from "../../plan/compare-plans.ts";
import { verdictExitCode } from "../../plan/verdict-exit-code.ts";
import type { PullRequestReport } from "../../render/markdown/pull-request/pull-request-report.ts";
import type { PullFacts } from "../api/pulls.ts";
import { gatherPreview } from "../people/gather-sources.ts";
import { confirmedBy, type IdentityMap } from "../people/identity-map.ts";
import type { PeopleSource } from "../people/people-source.ts";
import type { ReviewedChanges } from "../report/reviewed-changes.ts";
import { readParents } from "../source/parents.ts";
import type { ActionContext } from "./action-context.ts";
import { countedPeople } from "./counted-people.ts";
import { digestsOf } from "./digests-of.ts";
import { declaredAsLive } from "./offline-live.ts";
import { actorOf, partiesFor } from "./parties-for.ts";
import { isInvalid, noPlan, planTree } from "./plan-tree.ts";
import { previewParties } from "./preview-parties.ts";
import { publishReport } from "./publish-report.ts";
import { readTarget } from "./read-target.ts";
import { readTree, type Tree } from "./read-tree.ts";

/**
 * Shows what merging a pull request would do, and who may. Decides nothing for the apply, which finds everything out anew.
 * Manifests are those of GitHub's trial merge, so that what the base branch has gained meanwhile counts.
 */
export async function planPullRequest(context: ActionContext): Promise<number> {
  const { github, run } = context;
  const number = pullNumber(context);
  const { pull, source } = await gatherPreview(github, run, number);
  const trees = await readTrees(context, pull);
  const isFork = pull.headRepositoryId !== pull.baseRepositoryId;
  const preview = { context, pull, source, ...trees };
  const report = await reportOf(preview, isFork);
  await publishReport(context, {
    report,
    tree: trees.head,
    pull: number,
    mayWrite: !isFork,
    reviewed: reviewedIn(report),
  });
  return report.status === "offline" ? exitCodes.done : verdictExitCode(report.plan);
}

interface Preview {
  readonly context: ActionContext;
  readonly pull: PullFacts;
  readonly source: PeopleSource;
  readonly base: Tree;
  readonly head: Tree;
}

// `refs/pull/7/merge`, and in a merge queue `refs/heads/gh-readonly-queue/main/pr-7-…`.
function pullNumber({ environment: { ref } }: ActionContext): number {
  const found = /^refs\/pull\/(\d{1,9})\/merge$|^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d{1,9})-[0-9a-f]+$/.exec(ref);
  const number = Number(found?.[1] ?? found?.[2]);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new Failure("run-without-pull", exitCodes.usage, { ref });
}

// A trial merge of an older head is not what anybody would merge now.
async function readTrees(context: ActionContext, pull: PullFacts): Promise<Pick<Preview, "base" | "head">> {
  const { environment, run, source } = context;
  const parents = await readParents(source, environment.sha);
  const isQueue = run.event === "merge_group";
  const [first = pull.baseSha] = parents;
  if (!isQueue && parents[1] !== pull.headSha) {
    throw new Failure("run-pull-moved", exitCodes.stale, { number: pull.number, head: pull.headSha });
  }
  const [base, head] = await Promise.all([readTree(context, first), readTree(context, environment.sha)]);
  return { base, head: { ...head, sha: isQueue ? environment.sha : pull.headSha } };
}

async function reportOf(preview: Preview, isFork: boolean): Promise<PullRequestReport> {
  const { context, head } = preview;
  if (isInvalid(head)) {
    return { ...bare(preview), status: "invalid", plan: noPlan(await targetName(context), head.declared.diagnostics) };
  }
  const { target } = context.inputs;
  if (isFork || target === undefined) return offlineReport(preview);
  return liveReport(preview, target);
}

// As the target itself calls it: without secrets, and as in every other report, so that the comment stays the one.
async function targetName({ inputs, openTarget }: ActionContext): Promise<string> {
  if (inputs.target === undefined) return "";
  const target = await openTarget(inputs.target);
  await target.close();
  return target.name;
}

function bare({ context, base, head }: Preview): Omit<PullRequestReport, "status" | "plan"> {
  const { run } = context;
  const none = { introduced: new Set<Address>(), withdrawn: [], people: [], suggestion: undefined };
  return { ...none, head: head.sha, base: base.sha, runId: run.id };
}

async function offlineReport(preview: Preview): Promise<PullRequestReport> {
  const { base, head } = preview;
  const { plan } = planTree(head, await declaredAsLive(base), { actor: "", approvers: [] });
  const introduced = new Set(plan.changes.map(({ address }) => address));
  return { ...bare(preview), status: "offline", plan: { ...plan, target: "" }, introduced };
}

async function liveReport(preview: Preview, url: string): Promise<PullRequestReport> {
  const { context, pull, base, head, source } = preview;
  const { allowLoss, actorRule: rule } = context.inputs;
  const snapshot = await readTarget(context, url);
  const map = confirmedBy(base.people, planTree(base, snapshot, { actor: "", approvers: [] }).live);
  const sources = previewParties(source, map, rule);
  const actor = actorOf(sources);
  const before = planTree(base, snapshot, { actor, approvers: [] });
  const after = planTree(head, snapshot, { actor, approvers: [] });
  const { introduced, carriedOver, withdrawn } = comparePlans(before, after);
  const introducedBy = new Map(introduced.map((address) => [address, [0]]));
  const partiesOf = partiesFor({ sources, introducedBy, rule });
  const unasked = new Set(carriedOver);
  const { plan, live } = planTree(head, snapshot, { actor, approvers: [], partiesOf, allowLoss, unasked });
  const people = sources.flatMap((one) => countedPeople(one, { map, live }, "author"));
  const isApproved = plan.verdict === "allowed" && people.some(({ part, counts }) => part === "approver" && counts);
  return {
    ...bare(preview),
    status: isApproved ? "approved" : "planned",
    plan,
    introduced: new Set(introduced),
    withdrawn,
    people,
    suggestion: suggestionFor(plan, { map, author: pull.author?.id }, live),
  };
}

interface Approvable {
  readonly map: IdentityMap;
  /** The number of the author's account. */
  readonly author: number | undefined;
}

// Whoever has no account on GitHub cannot approve there, and nobody approves their own pull request.
function suggestionFor(plan: Plan, { map, author }: Approvable, live: State): PullRequestReport["suggestion"] {
  if (plan.changes.every(({ decision }) => decision.allowed)) return undefined;
  const emails = new Set([...map.emailById].flatMap(([id, email]) => (id === author ? [] : [email])));
  const members = [...live.entitiesOf("Member")].filter(({ fields }) =>
    emails.has(textOf(fields["email"]).toLowerCase()),
  );
  const handles = new Set(members.map(({ name }) => name));
  return suggestApprovers(plan.changes, (member) => handles.has(member));
}

// Of an offline report nothing is kept: it was not made from live.
function reviewedIn({ status, introduced, plan }: PullRequestReport): ReviewedChanges | undefined {
  return status === "planned" || status === "approved" ? digestsOf(plan, introduced) : undefined;
}
