import { sameContent } from "./same-content.ts";
import type { ExperienceSpec, ExperienceType, Version } from "./schema.ts";

/** A step that the service does not take, whatever the manifest says. */
export interface IllegalTransition {
  /** Status of the live version; `none` when there is none. */
  readonly from: string;
  /** The declared status. */
  readonly to: string;
  readonly reason: "back-to-draft" | "second-draft" | "too-few-variants";
}

/**
 * How many variants a version needs to be shown. Source: Personalize, "Create a Segmented Experience" and "Create an A/B
 * Test Experience".
 */
export const fewestVariants: Readonly<Record<ExperienceType, number>> = { segmented: 1, "ab-test": 2 };

/**
 * Why the service would refuse to go from the live experience to the complete next one. Needs live: a manifest that is
 * silent about status or variants keeps the live ones. Source: Personalize, "Experience Versioning".
 */
export function illegalTransition(
  live: ExperienceSpec | undefined,
  next: ExperienceSpec,
): IllegalTransition | undefined {
  if (next.version === undefined) return undefined;
  const from = live?.version?.status ?? "none";
  const to = next.version.status ?? "draft";
  const reason = to === "draft" ? reasonAgainstDraft(from, next) : reasonAgainstShowing(live, next, next.version);
  return reason === undefined ? undefined : { from, to, reason };
}

type Reason = IllegalTransition["reason"];

function reasonAgainstDraft(from: string, next: ExperienceSpec): Reason | undefined {
  if (from === "active" || from === "paused") return "back-to-draft";
  return next.draft === undefined ? undefined : "second-draft";
}

// What is live already is the service's own doing and no reason to refuse other edits.
function reasonAgainstShowing(
  live: ExperienceSpec | undefined,
  { type }: ExperienceSpec,
  version: Version,
): Reason | undefined {
  const isLive = live?.version?.status === version.status && sameContent(live?.version ?? {}, version);
  return isLive || (version.variants ?? []).length >= fewestVariants[type] ? undefined : "too-few-variants";
}
