import type { Variant } from "./schema.ts";

/**
 * The known variant that each declared one means: by its short uid, else by its name. No known identity is given away
 * twice. `known` lists the nearest relatives first.
 */
export function matchVariants(declared: readonly Variant[], known: readonly Variant[]): ReadonlyMap<Variant, Variant> {
  const matches = new Map<Variant, Variant>();
  const used = new Set<Variant>();
  const taken = new Set<string>();
  const match = (variant: Variant, isMeant: (candidate: Variant) => boolean): void => {
    const relative = known.find((candidate) => !used.has(candidate) && isMeant(candidate));
    if (relative === undefined) return;
    matches.set(variant, relative);
    used.add(relative);
    if (relative.shortUid !== undefined) taken.add(relative.shortUid);
  };
  for (const variant of declared.filter(({ shortUid }) => shortUid !== undefined)) {
    match(variant, ({ shortUid }) => shortUid === variant.shortUid);
  }
  for (const variant of declared.filter((candidate) => !matches.has(candidate))) {
    match(variant, ({ name, shortUid }) => name === variant.name && !taken.has(shortUid ?? ""));
  }
  return matches;
}
