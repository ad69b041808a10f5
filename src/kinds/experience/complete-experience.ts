import { completeContent } from "./complete-content.ts";
import { foldTags } from "./fold-tags.ts";
import type { Content, Draft, ExperienceSpec, Variant, Version } from "./schema.ts";
import { isPromoted } from "./version-steps.ts";

/**
 * What an experience will hold: the declared fields over the live ones. A new one starts with the empty draft that the
 * service makes by itself. A pending draft is gone when it is discarded, or when the declared version holds what it holds.
 */
export function completeExperience(declared: ExperienceSpec, live: ExperienceSpec | undefined): ExperienceSpec {
  const version = completeVersion(declared, live);
  const draft = completeDraft(declared, live, version);
  return {
    title: declared.title,
    description: declared.description ?? live?.description ?? "",
    type: declared.type,
    tags: declared.tags === undefined ? (live?.tags ?? []) : foldTags(declared.tags),
    ...(version !== undefined && { version }),
    ...(draft !== undefined && { draft }),
  };
}

function completeVersion(declared: ExperienceSpec, live: ExperienceSpec | undefined): Version | undefined {
  if (declared.version === undefined && live !== undefined) return live.version;
  const { status, ...content } = declared.version ?? {};
  const base = live?.version;
  const known = variantsOf([base, live?.draft]);
  return {
    status: status ?? base?.status ?? "draft",
    ...completeContent(content, { type: declared.type, base, known }),
  };
}

function completeDraft(
  { type, draft }: ExperienceSpec,
  live: ExperienceSpec | undefined,
  version: Version | undefined,
): Draft | undefined {
  if (draft?.discard === true) return undefined;
  if (draft === undefined) return isPromoted(live, version) ? undefined : live?.draft;
  const known = variantsOf([live?.draft, version, live?.version]);
  return completeContent(draft, { type, base: live?.draft ?? version, known });
}

function variantsOf(contents: readonly (Content | undefined)[]): readonly Variant[] {
  return contents.flatMap((content) => content?.variants ?? []);
}
