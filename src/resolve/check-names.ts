import { placeIn, type Declaration } from "../model/declaration.ts";
import { type Diagnostic, problem } from "../model/diagnostic.ts";
import { textOf } from "../model/json.ts";
import type { Path } from "../model/place.ts";
import { findShippedRole, shippedRolesOf } from "../roles/shipped-roles.ts";
import type { DeclaredObject } from "./declared-object.ts";

/** No two declarations share a handle, a live object or a natural key, and no custom role passes for a shipped one. */
export function checkNames(objects: readonly DeclaredObject[]): readonly Diagnostic[] {
  const counted = objects.filter(({ kind }) => kind.name !== "Organization");
  return [
    ...repeated(counted, handles),
    ...repeated(counted, naturalKeys),
    ...repeated(counted, uids),
    ...checkRoleTitles(counted),
  ];
}

/** One way in which two declarations can be the same. */
interface Sameness {
  readonly code: string;
  readonly valueOf: (object: DeclaredObject) => string | undefined;
  readonly place: (object: DeclaredObject) => Path;
}

const handles: Sameness = {
  code: "duplicate-name",
  valueOf: ({ address }) => address,
  place: () => ["metadata", "name"],
};

const naturalKeys: Sameness = {
  code: "same-identity",
  valueOf: ({ kind, declaration }) => `${kind.name}\n${declaration.project ?? ""}\n${kind.key(declaration.spec)}`,
  place: ({ declaration }) => ["spec", keyField(declaration)],
};

const uids: Sameness = {
  code: "same-uid",
  valueOf: ({ kind, declaration: { uid } }) => (uid === undefined ? undefined : `${kind.name}\n${uid}`),
  place: () => ["metadata", "uid"],
};

function repeated(objects: readonly DeclaredObject[], sameness: Sameness): readonly Diagnostic[] {
  const first = new Map<string, DeclaredObject>();
  return objects.flatMap((object) => {
    const value = sameness.valueOf(object);
    const earlier = value === undefined ? undefined : first.get(value);
    if (earlier !== undefined) return [repeat(object, earlier, sameness)];
    if (value !== undefined) first.set(value, object);
    return [];
  });
}

function repeat(object: DeclaredObject, earlier: DeclaredObject, { code, place }: Sameness): Diagnostic {
  const { declaration } = object;
  const args = { kind: declaration.kind, name: declaration.name, other: earlier.declaration.name };
  return {
    ...problem(code, placeIn(declaration.source, place(object)), args),
    related: [placeIn(earlier.declaration.source, place(earlier))],
  };
}

function keyField({ spec }: Declaration): string {
  return ["email", "key", "title"].find((field) => spec[field] !== undefined) ?? "title";
}

function checkRoleTitles(objects: readonly DeclaredObject[]): readonly Diagnostic[] {
  return objects
    .filter(({ kind }) => kind.name === "Role")
    .flatMap(({ declaration }) => {
      const shipped = shippedTitleLike(declaration.spec);
      if (shipped === undefined) return [];
      const place = placeIn(declaration.source, ["spec", "title"]);
      return [problem("reserved-title", place, { title: textOf(declaration.spec["title"]), shipped })];
    });
}

// A role called `admin` beside the shipped `Admin` would fool every reader of a diff.
function shippedTitleLike({ title, product, level }: Declaration["spec"]): string | undefined {
  const wanted = textOf(title).trim().toLowerCase();
  const scope = [product, level] as Parameters<typeof shippedRolesOf>;
  if (findShippedRole(...scope, textOf(title)) !== undefined) return textOf(title);
  return shippedRolesOf(...scope).find((shipped) => shipped.title.toLowerCase() === wanted)?.title;
}
