import type { Entity } from "../model/entity.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import { defaultPolicy, type LossBudget, type Policy } from "../model/policy.ts";
import { textsIn } from "../roles/holdings.ts";

/**
 * The policy a plan is judged by: the stricter of what holds live and what is declared. A plan can tighten a guard for
 * itself, and loosen it only for the plans after it.
 */
export function policyOf(live: Entity | undefined, declared: JsonObject | undefined): Policy {
  const [first, ...others] = [live?.fields, declared].filter((fields) => fields !== undefined).map(readPolicy);
  return others.reduce(stricter, first ?? defaultPolicy);
}

function readPolicy(fields: JsonObject): Policy {
  const guards = isJsonObject(fields["guards"]) ? fields["guards"] : {};
  return {
    minAdmins: numberOr(guards["minAdmins"], defaultPolicy.minAdmins),
    projectOwner: guards["projectOwner"] !== false,
    actorKeepsAccess: guards["actorKeepsAccess"] !== false,
    lossBudget: readBudget(guards["lossBudget"]),
    quota: guards["quota"] === "warning" ? "warning" : "error",
    protected: textsIn(fields["protected"]),
  };
}

function readBudget(value: JsonObject[string]): LossBudget {
  const budget = isJsonObject(value) ? value : {};
  return {
    atLeast: numberOr(budget["atLeast"], defaultPolicy.lossBudget.atLeast),
    percent: numberOr(budget["percent"], defaultPolicy.lossBudget.percent),
  };
}

function numberOr(value: JsonObject[string], fallback: number): number {
  return typeof value === "number" ? value : fallback;
}

function stricter(one: Policy, other: Policy): Policy {
  return {
    minAdmins: Math.max(one.minAdmins, other.minAdmins),
    projectOwner: one.projectOwner || other.projectOwner,
    actorKeepsAccess: one.actorKeepsAccess || other.actorKeepsAccess,
    lossBudget: {
      atLeast: Math.min(one.lossBudget.atLeast, other.lossBudget.atLeast),
      percent: Math.min(one.lossBudget.percent, other.lossBudget.percent),
    },
    quota: one.quota === "error" ? "error" : other.quota,
    protected: [...new Set([...one.protected, ...other.protected])].toSorted(),
  };
}
