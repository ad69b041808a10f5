import type { Account } from "../../../src/github/api/account.ts";
import type { PullFacts, ReviewFacts } from "../../../src/github/api/pulls.ts";
import type { WorkflowRun } from "../../../src/github/api/runs.ts";

/** The SHA with this letter: forty of it. */
export function sha(letter: string): string {
  return letter.repeat(40);
}

export const ada: Account = { id: 1, login: "ada", isPerson: true };
export const ben: Account = { id: 2, login: "ben", isPerson: true };
export const lin: Account = { id: 3, login: "lin", isPerson: true };
export const bot: Account = { id: 99, login: "robot[bot]", isPerson: false };

/** Pull request 7 by ada, head `b`, merged by ben as commit `d`. */
export function newFacts(changes: Partial<PullFacts> = {}): PullFacts {
  return {
    number: 7,
    title: "Add Lin",
    url: "https://github.example/acme/people/pull/7",
    isOpen: false,
    isDraft: false,
    author: ada,
    baseBranch: "main",
    baseSha: sha("a"),
    baseRepositoryId: 5000,
    headBranch: "work",
    headSha: sha("b"),
    headRepositoryId: 5000,
    isMerged: true,
    mergedAt: "2026-03-01T10:00:00Z",
    mergedBy: ben,
    mergeSha: sha("d"),
    ...changes,
  };
}

/** Ben's approval of commit `b`. */
export function newVerdict(changes: Partial<ReviewFacts> = {}): ReviewFacts {
  return { id: 1, account: ben, state: "APPROVED", commit: sha("b"), submittedAt: "2026-03-01T09:00:00Z", ...changes };
}

/** The first attempt of a run that ben's push of commit `d` caused. */
export function newRun(changes: Partial<WorkflowRun> = {}): WorkflowRun {
  return {
    id: 70,
    attempt: 1,
    event: "push",
    headSha: sha("d"),
    headBranch: "main",
    actor: ben,
    triggeringActor: ben,
    repositoryId: 5000,
    workflowPath: ".github/workflows/charter.yml",
    createdAt: "2026-03-01T10:00:05Z",
    ...changes,
  };
}
