import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { listChecks } from "../api/checks.ts";
import type { PeopleSource } from "../people/people-source.ts";
import { planCheckName } from "../report/check-report.ts";
import { readReviewed, type ReviewedChanges } from "../report/reviewed-changes.ts";
import type { ActionContext } from "./action-context.ts";
import type { Mark } from "./mark-applied.ts";
import { markerOf } from "./marker-of.ts";

/** Which of the checks on a commit are read: those that this App wrote about this target. */
export interface ReviewedTarget {
  readonly target: string;
  readonly mark: Mark;
}

/**
 * What the reviewers of a pull request were shown last, from the check on the head that was merged; `none` for what had no
 * review. It is only ever compared with a fresh plan: an authority it is not. Throws the Failure `run-not-reviewed` where a pull
 * request was merged without having been planned.
 */
export async function readReviewedChanges(
  { github, inputs }: ActionContext,
  { kind, headSha, number }: PeopleSource,
  { target, mark }: ReviewedTarget,
): Promise<ReviewedChanges | "none"> {
  if (kind !== "pull") return "none";
  const marker = markerOf(inputs, target);
  const checks = (await listChecks(github, { headSha, name: planCheckName(inputs.directory) })).filter(
    ({ externalId, appId }) => externalId === marker && appId === mark.appId,
  );
  const shown = checks.toSorted((one, other) => other.id - one.id).map(({ text }) => readReviewed(text));
  const latest = shown.find((changes) => changes !== undefined);
  if (latest !== undefined) return latest;
  throw new Failure("run-not-reviewed", exitCodes.stale, { number, head: headSha });
}
