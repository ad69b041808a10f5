import { sameContent } from "./same-content.ts";
import type { Content, ExperienceSpec, Version } from "./schema.ts";

/** What becomes of the version that counts and of the pending draft. */
export interface VersionSteps {
  /**
   * `edit` keeps the version: a draft's content or anybody's status. `replace` puts a new version in its place and
   * archives it; `promote` puts the pending draft there.
   */
  readonly version: "keep" | "create" | "edit" | "replace" | "promote";
  readonly draft: "keep" | "create" | "edit" | "discard";
}

/**
 * The steps from the live state to a complete next one, as the service takes them: the content of an active or paused
 * version is locked, and there is at most one draft. Source: Personalize, "Experience Versioning".
 */
export function versionSteps(live: ExperienceSpec | undefined, next: ExperienceSpec): VersionSteps {
  const version = versionStep(live, next);
  const pending = version === "promote" ? undefined : live?.draft;
  return { version, draft: draftStep(pending, next.draft) };
}

/** Whether a next version is the pending draft, so that the draft takes the version's place. */
export function isPromoted(live: ExperienceSpec | undefined, next: Version | undefined): boolean {
  if (live?.draft === undefined || live.version === undefined || next === undefined) return false;
  return !sameContent(live.version, next) && sameContent(live.draft, next);
}

function versionStep(live: ExperienceSpec | undefined, { version }: ExperienceSpec): VersionSteps["version"] {
  if (version === undefined) return "keep";
  if (live?.version === undefined) return "create";
  const isSame = sameContent(live.version, version);
  if (isSame && live.version.status === version.status) return "keep";
  if (isSame || live.version.status === "draft") return "edit";
  return isPromoted(live, version) ? "promote" : "replace";
}

function draftStep(pending: Content | undefined, next: Content | undefined): VersionSteps["draft"] {
  if (next === undefined) return pending === undefined ? "keep" : "discard";
  if (pending === undefined) return "create";
  return sameContent(pending, next) ? "keep" : "edit";
}
