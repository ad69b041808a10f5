import { parseAddress } from "../../model/address.ts";
import type { Change } from "../../model/change.ts";
import { compareText } from "../../model/json.ts";
import type { DecidedChange, Effect } from "../../model/plan.ts";

/** What a change does, in one sign. */
export type ChangeSymbol = "+" | "~" | "-" | "-/+";

/** The sign of a change; `-/+` gives up the live object for a new one. */
export function symbolOf({ action, replaces }: Change): ChangeSymbol {
  if (replaces) return "-/+";
  if (action === "create") return "+";
  return action === "update" ? "~" : "-";
}

/** Changes that belong to one project, or to the organization as a whole. */
export interface ChangeGroup {
  /** Handle of the project; absent for the organization. */
  readonly project: string | undefined;
  readonly changes: readonly DecidedChange[];
}

/** Changes by project: groups in the order in which the plan first touches them, changes in plan order. */
export function groupByProject(changes: readonly DecidedChange[]): readonly ChangeGroup[] {
  const groups = new Map<string | undefined, DecidedChange[]>();
  for (const change of changes) {
    const project = projectOf(change);
    const group = groups.get(project) ?? [];
    group.push(change);
    groups.set(project, group);
  }
  return Array.from(groups, ([project, members]) => ({ project, changes: members }));
}

// A project stands at the head of its own group.
function projectOf({ address, kind }: Change): string | undefined {
  const parts = parseAddress(address);
  return kind === "Project" ? parts?.name : parts?.project;
}

/** Effects with the escalations first, then by member. */
export function sortEffects(effects: readonly Effect[]): readonly Effect[] {
  return effects.toSorted(
    (one, other) => Number(other.escalation) - Number(one.escalation) || compareText(one.member, other.member),
  );
}

/** Decisions that are alike, with how many changes they allow or deny. */
export interface DecisionTally {
  readonly allowed: boolean;
  readonly by: string | undefined;
  readonly role: string | undefined;
  readonly rule: string;
  readonly count: number;
}

/** Counts decisions that are alike: the denied first, then the most frequent. */
export function tallyDecisions(changes: readonly DecidedChange[]): readonly DecisionTally[] {
  const tallies = new Map<string, DecisionTally>();
  for (const { decision } of changes) {
    const { allowed, by, role, rule } = decision;
    const key = JSON.stringify([allowed, by, role, rule]);
    tallies.set(key, { allowed, by, role, rule, count: (tallies.get(key)?.count ?? 0) + 1 });
  }
  return [...tallies.values()].toSorted(
    (one, other) =>
      Number(one.allowed) - Number(other.allowed) || other.count - one.count || compareText(one.rule, other.rule),
  );
}
