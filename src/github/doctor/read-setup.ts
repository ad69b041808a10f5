import type { GitHub } from "../api/connect.ts";
import { readRepository } from "../api/repository.ts";
import { ask, fieldOf, see } from "./ask.ts";
import { usualEnvironment } from "./check-environment.ts";
import type { Seen } from "./check.ts";
import type { Workflow } from "./parse-workflow.ts";
import { readEnvironments, readSecrets } from "./read-environments.ts";
import { readCodeOwners, readWorkflows } from "./read-files.ts";
import { readProtection, readRulesets } from "./read-guards.ts";
import type { SetupFacts } from "./setup-facts.ts";

/**
 * Reads a repository's set-up from GitHub, and changes nothing. What the token does not show is marked so. Throws a Failure for a
 * repository that cannot be read at all, and for a GitHub that does not answer.
 */
export async function readSetup(github: GitHub, sensitiveFiles: readonly string[] | undefined): Promise<SetupFacts> {
  const { defaultBranch: branch } = await readRepository(github);
  const workflows = await readWorkflows(github, branch);
  return {
    branch,
    workflows,
    codeOwners: await readCodeOwners(github, branch),
    protection: await readProtection(github, branch),
    rulesets: await readRulesets(github, branch),
    environments: await readEnvironments(github, environmentNames(workflows)),
    repositorySecrets: await readSecrets(github, {
      route: "GET /repos/{owner}/{repo}/actions/secrets",
      what: "the secrets of the repository",
      needs: "secrets: read",
    }),
    organizationSecrets: await readSecrets(github, {
      route: "GET /repos/{owner}/{repo}/actions/organization-secrets",
      what: "the secrets of the organization",
      needs: "secrets: read",
    }),
    defaultPermissions: await readDefaultPermissions(github),
    sensitiveFiles,
  };
}

function environmentNames(workflows: Seen<readonly Workflow[]>): ReadonlySet<string> {
  const jobs = workflows.seen ? workflows.value.flatMap((workflow) => workflow.jobs) : [];
  return new Set([usualEnvironment, ...jobs.flatMap(({ environment }) => environment ?? [])]);
}

function readDefaultPermissions(github: GitHub): Promise<Seen<string>> {
  const needs = "administration: read";
  return see(needs, async () => {
    const route = "GET /repos/{owner}/{repo}/actions/permissions/workflow";
    const found = await ask(github, { route, what: "the default permissions of workflows", needs });
    return String(fieldOf(found, "default_workflow_permissions"));
  });
}
