import type { Scene } from "../endpoint.ts";
import type { Environment, Protection, Ruleset } from "../github-state.ts";
import { accountOf, userObject } from "./account-objects.ts";
import { fullNameOf, repositoryApi } from "./repository-object.ts";

/** The protection of a branch. */
export function protectionObject(scene: Scene, branch: string, protection: Protection): object {
  const { reviews, enforceAdmins, requiredChecks } = protection;
  const url = `${repositoryApi(scene)}/branches/${branch}/protection`;
  const checks = requiredChecks.map((context) => ({ context, app_id: null }));
  return {
    url,
    enforce_admins: { url: `${url}/enforce_admins`, enabled: enforceAdmins },
    ...(checks.length > 0 && { required_status_checks: { strict: true, contexts: requiredChecks, checks } }),
    ...(reviews && { required_pull_request_reviews: reviewsObject(scene, reviews) }),
    allow_force_pushes: { enabled: protection.allowForcePushes },
    allow_deletions: { enabled: protection.allowDeletions },
  };
}

function reviewsObject(scene: Scene, reviews: NonNullable<Protection["reviews"]>): object {
  const users = reviews.bypass.map((id) => userObject(scene, id));
  return {
    dismiss_stale_reviews: reviews.dismissStale,
    require_code_owner_reviews: reviews.codeOwners,
    required_approving_review_count: reviews.approvals,
    require_last_push_approval: reviews.lastPushApproval,
    ...(users.length > 0 && { bypass_pull_request_allowances: { users, teams: [], apps: [] } }),
  };
}

/** A ruleset by itself. */
export function rulesetObject(scene: Scene, ruleset: Ruleset): Readonly<Record<string, unknown>> {
  const { id, bypass, include, exclude, rules } = ruleset;
  const self = { href: `${repositoryApi(scene)}/rulesets/${id}` };
  return {
    ...rulesetListObject(scene, ruleset),
    bypass_actors: bypass,
    conditions: { ref_name: { include, exclude } },
    rules,
    _links: { self },
  };
}

/** A ruleset as lists have it: without rules, conditions and those who may bypass it. */
export function rulesetListObject(scene: Scene, { id, name, enforcement }: Ruleset): object {
  const source = fullNameOf(scene, scene.state.repository);
  return { id, name, enforcement, target: "branch", source_type: "Repository", source };
}

/** A rule as the list of a branch's rules has it. */
export function branchRuleObject(scene: Scene, { id }: Ruleset, rule: Ruleset["rules"][number]): object {
  const source = fullNameOf(scene, scene.state.repository);
  return { ...rule, ruleset_source_type: "Repository", ruleset_source: source, ruleset_id: id };
}

/** An environment. */
export function environmentObject(scene: Scene, environment: Environment): object {
  const { id, name, branches } = environment;
  const policy = { protected_branches: branches === "protected", custom_branch_policies: branches !== "protected" };
  return {
    id,
    name,
    url: `${repositoryApi(scene)}/environments/${encodeURIComponent(name)}`,
    protection_rules: environmentRules(scene, environment),
    deployment_branch_policy: branches === null ? null : policy,
  };
}

function environmentRules(scene: Scene, environment: Environment): readonly object[] {
  const { id, reviewers, preventSelfReview, waitMinutes, branches } = environment;
  const node = (type: string, at: number): object => ({ id: id * 10 + at, node_id: `GATE_${id}_${at}`, type });
  const people = reviewers.map((user) => ({
    type: accountOf(scene.state.users, user).type,
    reviewer: userObject(scene, user),
  }));
  const review = { prevent_self_review: preventSelfReview, reviewers: people };
  return [
    ...(waitMinutes > 0 ? [{ ...node("wait_timer", 1), wait_timer: waitMinutes }] : []),
    ...(people.length > 0 ? [{ ...node("required_reviewers", 2), ...review }] : []),
    ...(branches === null ? [] : [node("branch_policy", 3)]),
  ];
}

/** The name of a secret; its value is never told. */
export function secretObject(name: string): object {
  return { name, created_at: "2026-01-01T00:00:00Z", updated_at: "2026-01-01T00:00:00Z" };
}
