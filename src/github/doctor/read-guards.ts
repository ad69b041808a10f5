import type { GitHub } from "../api/connect.ts";
import { ask, askForList, fieldOf, type Item, itemsIn, see, within } from "./ask.ts";
import type { Seen } from "./check.ts";
import type { BranchGuard } from "./setup-facts.ts";

/** Reads the classic protection of a branch (REST: "Get branch protection"); `undefined` where it has none. */
export function readProtection(github: GitHub, branch: string): Promise<Seen<BranchGuard | undefined>> {
  const needs = "administration: read";
  return see(needs, async () => {
    const found = await ask(github, {
      route: "GET /repos/{owner}/{repo}/branches/{branch}/protection",
      parameters: { branch },
      what: `the protection of the branch ${branch}`,
      needs,
      absent: /branch not protected|upgrade to/i,
    });
    return found === undefined ? undefined : protectionIn(found);
  });
}

function protectionIn(found: unknown): BranchGuard {
  const reviews = within(found, "required_pull_request_reviews");
  const checks = within(found, "required_status_checks");
  const passes = within(reviews, "bypass_pull_request_allowances");
  const someMayPass = ["users", "teams", "apps"].some((who) => itemsIn(passes, who).length > 0);
  return {
    approvals: Number(reviews["required_approving_review_count"] ?? 0),
    dismissesStale: reviews["dismiss_stale_reviews"] === true,
    asksCodeOwners: reviews["require_code_owner_reviews"] === true,
    asksAfterLastPush: reviews["require_last_push_approval"] === true,
    checks: itemsIn(checks, "checks").map(({ context }) => String(context)),
    forbidsForcePush: within(found, "allow_force_pushes")["enabled"] !== true,
    forbidsDeletion: within(found, "allow_deletions")["enabled"] !== true,
    hasBypass: someMayPass || within(found, "enforce_admins")["enabled"] !== true,
  };
}

/** Reads what each active ruleset asks of a branch (REST: "Get rules for a branch", "Get a repository ruleset"). */
export function readRulesets(github: GitHub, branch: string): Promise<Seen<readonly BranchGuard[]>> {
  const needs = "metadata: read";
  return see(needs, async () => {
    const found = await askForList(github, {
      route: "GET /repos/{owner}/{repo}/rules/branches/{branch}",
      parameters: { branch },
      what: `the rules of the branch ${branch}`,
      needs,
      absent: /upgrade to/i,
    });
    const rulesById = Map.groupBy(found, (rule) => rule["ruleset_id"]);
    return Promise.all(
      [...rulesById].map(async ([id, rules]) => ({ ...rulesIn(rules), hasBypass: await hasBypass(github, id) })),
    );
  });
}

function rulesIn(rules: readonly Item[]): Omit<BranchGuard, "hasBypass"> {
  const types = new Set(rules.map(({ type }) => type));
  const reviews = rules.filter(({ type }) => type === "pull_request").map((rule) => within(rule, "parameters"));
  const checks = rules
    .filter(({ type }) => type === "required_status_checks")
    .map((rule) => within(rule, "parameters"));
  return {
    approvals: Math.max(0, ...reviews.map((review) => Number(review["required_approving_review_count"] ?? 0))),
    dismissesStale: reviews.some((review) => review["dismiss_stale_reviews_on_push"] === true),
    asksCodeOwners: reviews.some((review) => review["require_code_owner_review"] === true),
    asksAfterLastPush: reviews.some((review) => review["require_last_push_approval"] === true),
    checks: checks.flatMap((check) => itemsIn(check, "required_status_checks").map(({ context }) => String(context))),
    forbidsForcePush: types.has("non_fast_forward"),
    forbidsDeletion: types.has("deletion"),
  };
}

// GitHub shows who may pass a ruleset by only to those who may change it; a ruleset of the organization may be hidden whole.
async function hasBypass(github: GitHub, id: unknown): Promise<boolean | undefined> {
  const needs = "administration: write";
  const found = await see(needs, () =>
    ask(github, {
      route: "GET /repos/{owner}/{repo}/rulesets/{ruleset_id}",
      parameters: { ruleset_id: id },
      what: "a ruleset",
      needs,
    }),
  );
  const actors = found.seen ? fieldOf(found.value, "bypass_actors") : undefined;
  return Array.isArray(actors) ? actors.length > 0 : undefined;
}
