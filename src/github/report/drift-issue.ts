import type { Plan } from "../../model/plan.ts";
import { changesPart } from "../../render/markdown/changes-part.ts";
import { codeSpan } from "../../render/markdown/code-span.ts";
import { countsSentence } from "../../render/sentences/plan-text.ts";

/** What differs between live and the manifests of a commit. */
export interface DriftReport {
  readonly plan: Plan;
  readonly sha: string;
  readonly runUrl: string;
}

/** How the issue is written. */
export interface DriftOptions {
  readonly marker: string;
  readonly masksEmails: boolean;
}

const mostBytes = 60_000;

/** The title and text of the one issue about drift: counts, and the changes an apply would make. Data is in code alone. */
export function driftIssue(
  { plan, sha, runUrl }: DriftReport,
  { marker, masksEmails }: DriftOptions,
): { readonly title: string; readonly body: string } {
  const count = plan.changes.length;
  const style = { masksEmails };
  const head = [
    marker,
    count === 0
      ? "Live and the manifests are the same again."
      : "Live differs from the manifests of the default branch.",
    `Commit ${codeSpan(sha, style)}, [run](${runUrl}).`,
    ...(count === 0 ? [] : [countsSentence(plan) ?? ""]),
    ...(count === 0
      ? []
      : ["Applying would make these changes. Either apply them, or write what is live into the manifests."]),
  ];
  const details = (["fields", "titles", "none"] as const).map((detail) => changesPart(plan, style, detail));
  const texts = details.map((changes) => [...head, ...changes].join("\n\n"));
  const body = texts.find((text) => new TextEncoder().encode(text).length <= mostBytes) ?? head.join("\n\n");
  return { title: `Charter: live differs from the manifests in ${count} ${count === 1 ? "object" : "objects"}`, body };
}
