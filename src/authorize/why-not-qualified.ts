import type { Unqualified } from "../model/decision.ts";
import type { MessageArguments } from "../model/diagnostic.ts";

/**
 * The arguments of a sentence that says of everybody who was asked why they do not count: `strangers`, `pending`, `lost`,
 * `limited` and `lacking`, each a list of people, and the `permission` that was lacking with its `project`.
 */
export function whyNotQualified(unqualified: readonly Unqualified[]): MessageArguments {
  const people = Map.groupBy(unqualified, ({ reason }) => groupByCode.get(reason.code) ?? "lacking");
  const names = [...people].map(([group, members]) => [group, members.map(({ email, member }) => member ?? email)]);
  const lacked = people.get("lacking")?.[0]?.reason.args;
  return {
    ...(Object.fromEntries(names) as Readonly<Record<string, readonly string[]>>),
    permission: lacked?.["permission"],
    project: lacked?.["project"],
  };
}

const groupByCode: ReadonlyMap<string, string> = new Map([
  ["actor-unknown", "strangers"],
  ["actor-pending", "pending"],
  ["lost-earlier-in-plan", "lost"],
  ["grant-beyond-own", "limited"],
  ["only-those-they-added", "limited"],
  ["only-those-they-created", "limited"],
]);
