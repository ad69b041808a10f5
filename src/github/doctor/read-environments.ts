import type { GitHub } from "../api/connect.ts";
import { type ask, askForList, type Item, itemsIn, see, within } from "./ask.ts";
import type { Seen } from "./check.ts";
import type { EnvironmentFacts } from "./setup-facts.ts";

/** Reads the environments that are named (REST: "List environments"); those that do not exist are left out. */
export function readEnvironments(
  github: GitHub,
  names: ReadonlySet<string>,
): Promise<Seen<readonly EnvironmentFacts[]>> {
  const needs = "actions: read";
  return see(needs, async () => {
    const route = "GET /repos/{owner}/{repo}/environments";
    const found = await askForList(github, { route, what: "the environments", needs }, "environments");
    const named = found.filter(({ name }) => names.has(String(name)));
    return Promise.all(named.map((environment) => readEnvironment(github, environment)));
  });
}

async function readEnvironment(github: GitHub, environment: Item): Promise<EnvironmentFacts> {
  const name = String(environment["name"]);
  const rule = itemsIn(environment, "protection_rules").find(({ type }) => type === "required_reviewers");
  return {
    name,
    branches: await branchesOf(github, name, environment),
    reviewers: itemsIn(rule, "reviewers").length,
    forbidsSelfReview: rule?.["prevent_self_review"] === true,
    secrets: await readSecrets(github, {
      route: "GET /repos/{owner}/{repo}/environments/{environment_name}/secrets",
      parameters: { environment_name: name },
      what: `the secrets of the environment ${name}`,
      needs: "environments: read",
    }),
  };
}

async function branchesOf(github: GitHub, name: string, environment: Item): Promise<EnvironmentFacts["branches"]> {
  const policy = within(environment, "deployment_branch_policy");
  if (policy["protected_branches"] === true) return "protected";
  if (policy["custom_branch_policies"] !== true) return "any";
  const question = {
    route: "GET /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies",
    parameters: { environment_name: name },
    what: `the branches of the environment ${name}`,
    needs: "actions: read",
  };
  const found = await askForList(github, question, "branch_policies");
  return found.map((branch) => `${branch["type"] === "tag" ? "tag " : ""}${String(branch["name"])}`);
}

/** Reads the names of secrets; no endpoint of GitHub tells their values. */
export function readSecrets(github: GitHub, question: Parameters<typeof ask>[1]): Promise<Seen<readonly string[]>> {
  return see(question.needs, async () =>
    (await askForList(github, question, "secrets")).map(({ name }) => String(name).toUpperCase()),
  );
}
