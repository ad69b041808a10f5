import type { Address } from "../../model/address.ts";
import type { Snapshot } from "../../model/live.ts";
import { attributeChanges } from "../../plan/attribute-changes.ts";
import { comparePlans } from "../../plan/compare-plans.ts";
import type { Reconciliation } from "../../reconcile.ts";
import type { PlanDifference } from "../../render/markdown/pull-request/pull-request-report.ts";
import { gatherSources } from "../people/gather-sources.ts";
import { confirmedBy, type IdentityMap } from "../people/identity-map.ts";
import type { PeopleSource } from "../people/people-source.ts";
import { dispatchSource } from "../people/source-of.ts";
import { type SourceParties, toParties } from "../people/to-parties.ts";
import { differenceFrom } from "../report/reviewed-changes.ts";
import type { ActionContext } from "./action-context.ts";
import type { ApplyingRange } from "./applying-range.ts";
import { digestsOf } from "./digests-of.ts";
import { actorOf, partiesFor } from "./parties-for.ts";
import { isInvalid, noPlan, planTree } from "./plan-tree.ts";
import { readReviewedChanges } from "./read-reviewed-changes.ts";
import { readTree, type Tree } from "./read-tree.ts";

/** One source of changes with what it introduced. */
export interface Part {
  readonly parties: SourceParties;
  readonly introduced: ReadonlySet<Address>;
  /** How it differs from what its reviewers saw. */
  readonly difference: PlanDifference | undefined;
}

/** What an apply is for. */
export interface MergeToJudge {
  readonly context: ActionContext;
  readonly range: ApplyingRange;
}

/** What is to be applied, and what everybody's live roles say about it. */
export interface Judged {
  readonly tip: Tree;
  readonly base: Tree;
  readonly map: IdentityMap;
  readonly reconciliation: Reconciliation;
  readonly parts: readonly Part[];
  readonly request: { readonly actor: string; readonly approvers: readonly string[] };
}

/**
 * Plans the tip against live, and judges each change for the people of the pull requests and pushes that introduced it. Throws
 * the Failure `run-not-reviewed`, and those of GitHub and git.
 */
export async function judgeMerge({ context, range }: MergeToJudge, snapshot: Snapshot): Promise<Judged> {
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
  // Whoever starts a run by hand asks for everything.
  const unasked = context.run.event === "workflow_dispatch" ? undefined : carriedOverIn(introducedBy);
  const reconciliation = planTree(tip, snapshot, { ...request, partiesOf, allowLoss, unasked });
  const reviewed = { target: snapshot.target, mark: range.mark };
  const parts = await Promise.all(
    sources.map(async (parties, at): Promise<Part> => {
      const [before, after] = [plans[at], plans[at + 1]];
      const own = before && after ? comparePlans(before, after).introduced : [];
      const introduced = new Set([...introducedBy].flatMap(([address, by]) => (by.includes(at) ? [address] : [])));
      const now = digestsOf(after?.plan ?? { changes: [] }, new Set(own));
      const isCompared = introduced.size > 0 && context.run.event !== "workflow_dispatch";
      const shown = isCompared ? await readReviewedChanges(context, parties.source, reviewed) : "none";
      return { parties, introduced, difference: shown === "none" ? undefined : differenceFrom(shown, now) };
    }),
  );
  return { tip, map, base, reconciliation, parts, request };
}

function carriedOverIn(introducedBy: ReadonlyMap<Address, readonly number[]>): ReadonlySet<Address> {
  return new Set([...introducedBy].flatMap(([address, by]) => (by.length === 0 ? [address] : [])));
}

async function findSources(context: ActionContext, range: ApplyingRange): Promise<Parameters<typeof toParties>[0]> {
  const { github, run } = context;
  const landed = range.before === run.headSha ? [] : await gatherSources(github, run, range);
  if (run.event !== "workflow_dispatch") return landed;
  // Whoever starts an apply by hand does so for the world as it is now, whatever reviewers saw: they answer for all of it,
  // besides the people of each pull request.
  const sent = dispatchSource(run);
  const withSender = landed.map((source): PeopleSource => {
    return { ...source, alsoNeeded: [...source.alsoNeeded, sent.merger], alsoNeededAs: "sender" };
  });
  return [...withSender, sent];
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
