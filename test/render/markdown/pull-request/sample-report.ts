import type { Plan } from "../../../../src/model/plan.ts";
import { commentMarker } from "../../../../src/render/markdown/pull-request/comment-marker.ts";
import type { ReportOptions } from "../../../../src/render/markdown/pull-request/pull-request-comment.ts";
import type { PullRequestReport } from "../../../../src/render/markdown/pull-request/pull-request-report.ts";
import { sourceLinks } from "../../../../src/render/markdown/pull-request/source-links.ts";
import { fullPlan, plan } from "../../sample-plan.ts";

export const head = "3f1c9a52d8e07b64c1a29e5f7d3b8a6041c2e9f7";
export const base = "9b2e7d1054ac83f6e1d7c0b95a42f83e6d17c0aa";
export const home = "https://github.com/acme/organization";

/** Options with links into a repository. */
export const options: ReportOptions = {
  marker: commentMarker("sqlite:.charter/organization.db", () => "0123456789abcdef0123"),
  masksEmails: false,
  links: sourceLinks({ server: "https://github.com", repository: "acme/organization", commit: head }),
};

/** A report on a plan without changes, changed where a test says so. */
export function report(changes: Partial<PullRequestReport> = {}): PullRequestReport {
  return {
    status: "planned",
    plan: plan(),
    introduced: new Set(),
    withdrawn: [],
    people: [],
    head,
    base,
    runId: 7,
    ...changes,
  };
}

/** A report that has something to say in every part: the two changes of people come from the pull request. */
export function fullReport(changes: Partial<PullRequestReport> = {}): PullRequestReport {
  return report({
    plan: fullPlan(),
    introduced: new Set(["Member/ben", "Member/dana"]),
    withdrawn: ["Event/storefront/viewed"],
    people: [
      { login: "carl-1", part: "author", member: "carl", counts: true },
      {
        login: "joe",
        part: "approver",
        counts: false,
        reason: { code: "actor-unknown", args: { email: "joe@acme.test" } },
      },
    ],
    suggestion: { missing: 1, groups: [{ howMany: 1, anyOf: ["ada", "dana"], covers: 1 }], beyondApproval: [] },
    ...changes,
  });
}

/** A report on a plan whose changes all come from the pull request. */
export function reportOn(made: Plan, changes: Partial<PullRequestReport> = {}): PullRequestReport {
  return report({ plan: made, introduced: new Set(made.changes.map(({ address }) => address)), ...changes });
}
