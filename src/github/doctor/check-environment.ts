import { judged, judgedIfSeen, type SetupCheck } from "./check.ts";
import type { Job } from "./parse-workflow.ts";
import type { EnvironmentFacts, SetupFacts } from "./setup-facts.ts";

/** Checks the environment that apply runs in, and where the secrets of the target lie. */
export function checkEnvironment(facts: SetupFacts): readonly SetupCheck[] {
  const jobs = facts.workflows.seen ? facts.workflows.value.flatMap((workflow) => workflow.jobs) : [];
  const applying = jobs.filter(({ modes }) => modes.includes("apply"));
  const names = [...new Set(applying.map(({ environment }) => environment ?? ""))];
  return [
    ofEnvironments(facts, names, {
      check: "environment-branch",
      holds: (found) => isLimited(found, facts.branch),
      args: { branch: facts.branch },
    }),
    ofEnvironments(facts, names, {
      check: "environment-reviewers",
      holds: ({ reviewers, forbidsSelfReview }) => reviewers > 0 && forbidsSelfReview,
    }),
    checkSecretPlace(facts, jobs),
    checkSecretThere(facts, applying),
  ];
}

/** The name that `charter init` gives the environment of apply. */
export const usualEnvironment = "contentstack-apply";

interface EnvironmentQuestion {
  readonly check: string;
  readonly holds: (environment: EnvironmentFacts) => boolean;
  readonly args?: Readonly<Record<string, string>>;
}

function ofEnvironments(facts: SetupFacts, names: readonly string[], question: EnvironmentQuestion): SetupCheck {
  const { check, holds, args } = question;
  // Which environment is meant stands in the workflow.
  const environmentsIfNamed = facts.workflows.seen ? facts.environments : facts.workflows;
  return judgedIfSeen<readonly EnvironmentFacts[]>(check, environmentsIfNamed, (environments) => {
    const wrong = names.filter((name) => !environments.some((found) => found.name === name && holds(found)));
    const environment = wrong.find((name) => name !== "") ?? usualEnvironment;
    return judged(check, names.length > 0 && wrong.length === 0, { ...args, environment });
  });
}

function isLimited({ branches }: EnvironmentFacts, branch: string): boolean {
  if (branches === "any") return false;
  return branches === "protected" || (branches.length === 1 && branches[0] === branch);
}

// Whoever can push a branch can write a workflow that prints every secret of the repository.
function checkSecretPlace({ repositorySecrets, organizationSecrets }: SetupFacts, jobs: readonly Job[]): SetupCheck {
  const check = "secrets-in-environment";
  const used = new Set(jobs.flatMap(({ modes, secrets }) => (modes.length > 0 ? secrets : [])));
  const isOurs = (name: string): boolean => used.has(name) || /^(?:CHARTER_|PGPASSWORD$)/.test(name);
  const misplaced = [repositorySecrets, organizationSecrets].flatMap((found) =>
    found.seen ? found.value.filter(isOurs) : [],
  );
  if (misplaced.length > 0) return judged(check, false, { secrets: [...new Set(misplaced)].toSorted() });
  return judgedIfSeen(check, repositorySecrets.seen ? organizationSecrets : repositorySecrets, () =>
    judged(check, true),
  );
}

function checkSecretThere({ environments, workflows }: SetupFacts, applying: readonly Job[]): SetupCheck {
  const check = "secret-present";
  return judgedIfSeen<readonly EnvironmentFacts[]>(check, workflows.seen ? environments : workflows, (found) => {
    const own = found.filter(({ name }) => applying.some(({ environment }) => environment === name));
    const hidden = own.find(({ secrets }) => !secrets.seen);
    const held = new Set(own.flatMap(({ secrets }) => (secrets.seen ? secrets.value : [])));
    const wanted = [...new Set(["CHARTER_TARGET", ...applying.flatMap(({ secrets }) => secrets)])];
    const missing = wanted.filter((name) => !held.has(name));
    const args = { secrets: missing.toSorted(), environment: applying[0]?.environment ?? usualEnvironment };
    return judgedIfSeen(check, hidden?.secrets ?? { seen: true, value: [] }, () =>
      judged(check, missing.length === 0, args),
    );
  });
}
