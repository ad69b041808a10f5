import type { Kind } from "../kinds/kind.ts";
import type { Declaration } from "../model/declaration.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { checkMeaning } from "./check-meaning.ts";
import { checkNames } from "./check-names.ts";
import { checkOrganization } from "./check-organization.ts";
import { checkReferences, type UnknownRole } from "./check-references.ts";
import { type DeclaredObject, declaredObjects } from "./declared-object.ts";

/** Declarations with a kind and an address each, and everything that is wrong between them. */
export interface Resolution {
  readonly objects: readonly DeclaredObject[];
  readonly diagnostics: readonly Diagnostic[];
  /** Mentions of roles that nothing declares: they may still exist live. */
  readonly unknownRoles: readonly UnknownRole[];
}

/** What resolution works on. */
export interface Resolvable {
  readonly declarations: readonly Declaration[];
  /** Declarations that are wrong in themselves. They are not judged, but what refers to them does exist. */
  readonly broken: readonly Declaration[];
  /** Whether there is text that could not be read at all: then nothing can be called missing. */
  readonly incomplete: boolean;
}

/** Checks what declarations say about each other: names, references, and rules of meaning. Offline. */
export function resolveDeclarations(
  { declarations, broken, incomplete }: Resolvable,
  kindsByName: ReadonlyMap<string, Kind>,
): Resolution {
  const objects = declaredObjects(declarations, kindsByName);
  const known = [...objects, ...declaredObjects(broken, kindsByName)];
  const references = checkReferences(objects, known, kindsByName);
  const found = [
    ...checkOrganization(known),
    ...checkNames(objects),
    ...checkMeaning(objects),
    ...references.diagnostics,
  ];
  return {
    objects,
    diagnostics: incomplete ? found.filter(({ code }) => !missingCodes.has(code)) : found,
    unknownRoles: incomplete ? [] : references.unknownRoles,
  };
}

const missingCodes: ReadonlySet<string> = new Set(["unknown-reference", "organization-missing"]);
