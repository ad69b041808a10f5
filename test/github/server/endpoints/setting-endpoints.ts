import path from "node:path";

import { type Call, type Endpoints, type Reply, found, refused } from "../endpoint.ts";
import type { Environment, Ruleset } from "../github-state.ts";
import {
  branchRuleObject,
  environmentObject,
  protectionObject,
  rulesetListObject,
  rulesetObject,
  secretObject,
} from "../objects/setting-objects.ts";
import { pageOf, takePage } from "../paging.ts";
import { isPermitted } from "../token-permissions.ts";

/** How the repository is protected, and where its secrets lie. */
export const settingEndpoints: Endpoints = {
  "repos/get-branch-protection": {
    needs: ["administration:read"],
    answer: (call) => {
      const name = String(call.parameters["branch"]);
      if (call.state.branches[name] === undefined) return refused(404, "Branch not found");
      const protection = call.state.protections[name];
      return protection ? found(protectionObject(call, name, protection)) : refused(404, "Branch not protected");
    },
  },
  "repos/get-branch-rules": {
    needs: ["metadata:read"],
    answer: (call) => {
      const sets = call.state.rulesets.filter((set) => set.enforcement === "active" && appliesTo(set, call));
      const rules = sets.flatMap((set) => set.rules.map((rule) => branchRuleObject(call, set, rule)));
      return pageOf(rules, call, (rule) => rule);
    },
  },
  "repos/get-repo-rulesets": {
    needs: ["metadata:read"],
    answer: (call) => pageOf(call.state.rulesets, call, (set) => rulesetListObject(call, set)),
  },
  "repos/get-repo-ruleset": { needs: ["metadata:read"], answer: oneRuleset },
  "repos/get-all-environments": {
    needs: ["actions:read"],
    answer: (call) => counted(call, "environments", { items: call.state.environments, build: environmentObject }),
  },
  "repos/get-environment": {
    needs: ["actions:read"],
    answer: (call) => aboutEnvironment(call, (environment) => found(environmentObject(call, environment))),
  },
  "repos/list-deployment-branch-policies": {
    needs: ["actions:read"],
    answer: (call) =>
      aboutEnvironment(call, ({ branches }) => {
        const items = Array.isArray(branches) ? branches : [];
        return counted(call, "branch_policies", { items, build: (_, name) => ({ id: 1, name, type: "branch" }) });
      }),
  },
  "actions/list-environment-secrets": {
    needs: ["environments:read"],
    answer: (call) => aboutEnvironment(call, ({ secrets }) => secretList(call, secrets)),
  },
  "actions/list-repo-secrets": {
    needs: ["secrets:read"],
    answer: (call) => secretList(call, call.state.secrets.repository),
  },
  "actions/list-repo-organization-secrets": {
    needs: ["secrets:read"],
    answer: (call) => secretList(call, call.state.secrets.organization),
  },
  "actions/list-org-secrets": {
    needs: ["organization-secrets:read"],
    answer: (call) => {
      const build = (_: Call, name: string): object => ({ ...secretObject(name), visibility: "all" });
      return counted(call, "secrets", { items: call.state.secrets.organization, build });
    },
  },
  "actions/get-github-actions-default-workflow-permissions-repository": {
    needs: ["administration:read"],
    answer: ({ state: { workflowPermissions: given } }) =>
      found({ default_workflow_permissions: given.default, can_approve_pull_request_reviews: given.canApprovePulls }),
  },
};

function appliesTo({ include, exclude }: Ruleset, { state, parameters }: Call): boolean {
  const name = String(parameters["branch"]);
  const matches = (pattern: string): boolean => {
    if (pattern === "~ALL") return true;
    if (pattern === "~DEFAULT_BRANCH") return name === state.repository.defaultBranch;
    return path.posix.matchesGlob(`refs/heads/${name}`, pattern);
  };
  return include.some(matches) && !exclude.some(matches);
}

function oneRuleset(call: Call): Reply {
  const { token, repository, rulesets } = call.state;
  const ruleset = rulesets.find(({ id }) => id === call.parameters["ruleset_id"]);
  if (ruleset === undefined) return refused(404, "Not Found");
  const { bypass_actors: bypass, ...rest } = rulesetObject(call, ruleset);
  // GitHub shows who may bypass a ruleset to those who may change it.
  return found(isPermitted(token, repository, ["administration:write"]) ? { ...rest, bypass_actors: bypass } : rest);
}

function aboutEnvironment(call: Call, answer: (environment: Environment) => Reply): Reply {
  const environment = call.state.environments.find(({ name }) => name === call.parameters["environment_name"]);
  return environment === undefined ? refused(404, "Not Found") : answer(environment);
}

function secretList(call: Call, items: readonly string[]): Reply {
  return counted(call, "secrets", { items, build: (_, name) => secretObject(name) });
}

interface CountedList<T> {
  readonly items: readonly T[];
  readonly build: (call: Call, item: T) => object;
}

function counted<T>(call: Call, name: string, { items, build }: CountedList<T>): Reply {
  const page = takePage(items, call);
  const body = { total_count: items.length, [name]: page.items.map((item) => build(call, item)) };
  return { status: 200, body, headers: page.headers };
}
