import { placeIn } from "../model/declaration.ts";
import { type Diagnostic, problem } from "../model/diagnostic.ts";
import type { DeclaredObject } from "./declared-object.ts";

/** There is exactly one Organization, and it names its Owner. */
export function checkOrganization(objects: readonly DeclaredObject[]): readonly Diagnostic[] {
  const [first, ...others] = objects.filter(({ kind }) => kind.name === "Organization");
  if (first === undefined) return [problem("organization-missing", undefined)];
  return [...checkOwner(first), ...others.map((other) => second(other, first))];
}

function checkOwner({ declaration }: DeclaredObject): readonly Diagnostic[] {
  if (declaration.spec["owner"] !== undefined) return [];
  return [problem("owner-count", placeIn(declaration.source, ["spec"], "key"), { cause: "missing" })];
}

function second(other: DeclaredObject, first: DeclaredObject): Diagnostic {
  const place = placeIn(other.declaration.source, ["kind"]);
  return { ...problem("organization-twice", place), related: [placeIn(first.declaration.source, ["kind"])] };
}
