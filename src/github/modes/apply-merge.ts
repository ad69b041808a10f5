import { applyPlan } from "../../apply/apply-plan.ts";
import type { Address } from "../../model/address.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import type { Snapshot } from "../../model/live.ts";
import type { Outcome } from "../../model/outcome.ts";
import { attributeChanges } from "../../plan/attribute-changes.ts";
import { comparePlans } from "../../plan/compare-plans.ts";
import { verdictExitCode } from "../../plan/verdict-exit-code.ts";
import type { Reconciliation } from "../../reconcile.ts";
import type {
  PlanDifference,
  PullRequestReport,
  ReportStatus,
} from "../../render/markdown/pull-request/pull-request-report.ts";
import type { Target } from "../../targets/target.ts";
import { gatherSources } from "../people/gather-sources.ts";
import { confirmedBy, type IdentityMap } from "../people/identity-map.ts";
import { dispatchSource } from "../people/source-of.ts";
import { type SourceParties, toParties } from "../people/to-parties.ts";
import { differenceFrom } from "../report/reviewed-changes.ts";
import { assertTip } from "../run/read-run.ts";
import type { ActionContext } from "./action-context.ts";
import { type ApplyingRange, rangeToApply } from "./applying-range.ts";
import { countedPeople } from "./counted-people.ts";
import { digestsOf } from "./digests-of.ts";
import { finishMark } from "./mark-applied.ts";
import { actorOf, partiesFor } from "./parties-for.ts";
import { isInvalid, noPlan, planTree } from "./plan-tree.ts";
import { publishReport, writeToGitHub } from "./publish-report.ts";
import { readReviewedChanges } from "./read-reviewed-changes.ts";
import { readTree, type Tree } from "./read-tree.ts";

const lockTimeoutMs = 60_000;

/**
 * Applies the tip of the protected branch: what the pull requests since the last apply introduced, each judged for its own
 * people, and whatever else live lacks, judged for all of them. Stops where a pull request would do something else than what
 * it was reviewed for.
 */
export async function applyMerge(context: ActionContext): Promise<number> {
  const url = context.inputs.target;
  if (url === undefined) throw new Failure("input-target-missing", exitCodes.usage);
  const range = await rangeToApply(context);
  const target = await context.openTarget(url);
  try {
    return await applyRange({ context, target, range });
  } finally {
    await target.close();
  }
}

interface Applying {
  readonly context: ActionContext;
  readonly target: Target;
  readonly range: ApplyingRange;
}

async function applyRange(applying: Applying): Promise<number> {
  const { context, target, range } = applying;
  const judged = await judge(applying, await target.read());
  const { tip, reconciliation } = judged;
  if (isInvalid(tip)) return end(applying, judged, { status: "invalid", exitCode: exitCodes.invalidManifest });
  const refusal = verdictExitCode(reconciliation.plan);
  if (refusal !== exitCodes.done) return end(applying, judged, { status: "refused", exitCode: refusal });
  const moved = judged.parts.some(({ difference }) => difference !== undefined);
  if (moved) return end(applying, judged, { status: "stale", exitCode: exitCodes.stale });
  if (reconciliation.plan.changes.length === 0) {
    await target.deliverMail();
    return end(applying, judged, { status: "applied", exitCode: exitCodes.done });
  }
  await announce(applying, judged);
  // Somebody may have pushed while this was planned.
  await assertTip(context.github, context.run);
  const outcome = await applyPlan(target, reconciliation, { lockTimeoutMs });
  const exitCode = await exitCodeOf(applying, judged, outcome);
  return end({ ...applying, range }, judged, {
    status: exitCode === exitCodes.done ? "applied" : "failed",
    exitCode,
    outcome,
  });
}

/** One source of changes with what it introduced. */
interface Part {
  readonly parties: SourceParties;
  readonly introduced: ReadonlySet<Address>;
  /** How it differs from what its reviewers saw. */
  readonly difference: PlanDifference | undefined;
}

interface Judged {
  readonly tip: Tree;
  readonly base: Tree;
  readonly map: IdentityMap;
  readonly reconciliation: Reconciliation;
  readonly parts: readonly Part[];
  readonly request: { readonly actor: string; readonly approvers: readonly string[] };
}

async function judge({ context, range }: Applying, snapshot: Snapshot): Promise<Judged> {
  const { actorRule: rule, allowLoss } = context.inputs;
  const [base, tip] = await Promise.all([readTree(context, range.before), readTree(context, context.run.headSha)]);
  const found = await findSources(context, range);
  const map = confirmedBy(base.people, planTree(base, snapshot, { actor: "", approvers: [] }).live);
  const sources = toParties(found, map, rule);
  const request = { actor: actorOf(sources), approvers: [] };
  if (isInvalid(tip)) return invalid({ tip, map, base, sources, request, target: snapshot.target });
  const between = await Promise.all(found.slice(0, -1).map(async ({ mergeSha }) => readTree(context, mergeSha)));
  const trees = found.length === 0 ? [base, tip] : [base, ...between, tip];
  const plans = trees.map((tree) => planTree(tree, snapshot, request));
  const introducedBy = attributeChanges(plans);
  const partiesOf = partiesFor({ sources, introducedBy, rule });
  const reconciliation = planTree(tip, snapshot, { ...request, partiesOf, allowLoss });
  const parts = await Promise.all(
    sources.map(async (parties, at): Promise<Part> => {
      const [before, after] = [plans[at], plans[at + 1]];
      const own = before && after ? comparePlans(before, after).introduced : [];
      const introduced = new Set([...introducedBy].flatMap(([address, by]) => (by.includes(at) ? [address] : [])));
      const shown = await readReviewedChanges(context, parties.source);
      const now = digestsOf(after?.plan ?? { changes: [] }, new Set(own));
      return { parties, introduced, difference: shown === "none" ? undefined : differenceFrom(shown, now) };
    }),
  );
  return { tip, map, base, reconciliation, parts, request };
}

async function findSources(context: ActionContext, range: ApplyingRange): Promise<Parameters<typeof toParties>[0]> {
  const { github, run } = context;
  const landed = range.before === run.headSha ? [] : await gatherSources(github, run, range);
  // Whoever starts an apply by hand answers for what is left to do, and for nothing that others brought in.
  return run.event === "workflow_dispatch" ? [...landed, dispatchSource(run)] : landed;
}

function invalid({
  tip,
  base,
  map,
  sources,
  request,
  target,
}: Pick<Judged, "tip" | "base" | "map" | "request"> & {
  readonly sources: readonly SourceParties[];
  readonly target: string;
}): Judged {
  const empty = planTree(
    { ...tip, declared: { ...tip.declared, objects: [], diagnostics: [] } },
    emptyLive(target),
    request,
  );
  const reconciliation = { ...empty, plan: noPlan(target, tip.declared.diagnostics) };
  const parts = sources.map((parties) => ({ parties, introduced: new Set<Address>(), difference: undefined }));
  return { tip, base, map, reconciliation, parts, request };
}

function emptyLive(target: string): Snapshot {
  return { target, lineage: "", serial: 0, objects: [] };
}

// What was written is read back and planned once more: anything left over did not arrive as meant.
async function exitCodeOf({ target }: Applying, { tip, request }: Judged, outcome: Outcome): Promise<number> {
  if (outcome.failed.length > 0) return outcome.applied.length === 0 ? exitCodes.usage : exitCodes.stoppedPartWay;
  if (outcome.unknown.length > 0) return exitCodes.unknownOutcome;
  try {
    const left = planTree(tip, await target.read(), request).plan.changes;
    return left.length === 0 ? exitCodes.done : exitCodes.doesNotMatch;
  } catch {
    return exitCodes.doesNotMatch;
  }
}

async function announce(applying: Applying, judged: Judged): Promise<void> {
  for (const part of judged.parts) {
    const { number } = part.parties.source;
    if (number === undefined) continue;
    const report = reportOf(applying, judged, { part, status: "applying" });
    // oxlint-disable-next-line no-await-in-loop -- GitHub asks for writes one after the other
    await writeToGitHub(applying.context, { report, tree: judged.tip, pull: number, mayWrite: true });
  }
}

interface Ending {
  readonly status: ReportStatus;
  readonly exitCode: number;
  readonly outcome?: Outcome | undefined;
}

// By now it is decided, and perhaps done: that it cannot be shown changes nothing about it.
async function end(applying: Applying, judged: Judged, ending: Ending): Promise<number> {
  const { context, range } = applying;
  const { status, exitCode, outcome } = ending;
  for (const part of judged.parts) {
    const { number } = part.parties.source;
    if (number === undefined) continue;
    const report = reportOf(applying, judged, { part, status, outcome });
    // oxlint-disable-next-line no-await-in-loop -- GitHub asks for writes one after the other
    await tell(context, async () => writeToGitHub(context, { report, tree: judged.tip, pull: number, mayWrite: true }));
  }
  const whole = reportOf(applying, judged, { part: undefined, status, outcome });
  await tell(context, async () => publishReport(context, { report: whole, tree: judged.tip, mayWrite: false }));
  await tell(context, async () => finishMark(context, range.mark, whole));
  return exitCode;
}

async function tell(context: ActionContext, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    context.warn(error instanceof Failure ? error.code : String(error));
  }
}

interface Shown {
  /** The source to report to; all of them when absent. */
  readonly part: Part | undefined;
  readonly status: ReportStatus;
  readonly outcome?: Outcome | undefined;
}

function reportOf(
  { context: { run } }: Applying,
  { tip, base, map, reconciliation, parts }: Judged,
  { part, status, outcome }: Shown,
): PullRequestReport {
  const shown = part === undefined ? parts : [part];
  const lookup = { map, live: reconciliation.live };
  return {
    status,
    plan: reconciliation.plan,
    introduced: new Set(shown.flatMap(({ introduced }) => [...introduced])),
    withdrawn: [],
    people: shown.flatMap(({ parties }) => countedPeople(parties, lookup)),
    suggestion: undefined,
    head: tip.sha,
    base: base.sha,
    runId: run.id,
    outcome,
    difference: shown.find(({ difference }) => difference !== undefined)?.difference,
  };
}
