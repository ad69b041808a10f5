import type { Kind, MeaningProblem } from "../kinds/kind.ts";
import { placeIn, type Declaration } from "../model/declaration.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { JsonObject } from "../model/json.ts";
import type { DeclaredObject } from "./declared-object.ts";

/** Rules of meaning that schemas cannot say: inside one object, and between the objects of a kind. */
export function checkMeaning(objects: readonly DeclaredObject[]): readonly Diagnostic[] {
  const organization = objects.find(({ kind }) => kind.name === "Organization")?.declaration.spec;
  const alone = objects.flatMap(({ kind, declaration }) =>
    (kind.checkMeaning?.(declaration.spec, declaration.name) ?? []).map((found) => toDiagnostic(declaration, found)),
  );
  const together = [...Map.groupBy(objects, ({ kind }) => kind)].flatMap(([kind, ofKind]) =>
    checkTogether(kind, ofKind, organization),
  );
  return [...alone, ...together];
}

function checkTogether(
  kind: Kind,
  objects: readonly DeclaredObject[],
  organization: JsonObject | undefined,
): readonly Diagnostic[] {
  const problems =
    kind.checkTogether?.(
      objects.map(({ declaration }) => declaration),
      organization,
    ) ?? [];
  return problems.flatMap(({ problem, at, with: other }) => {
    const declaration = objects[at]?.declaration;
    if (declaration === undefined) return [];
    const found = toDiagnostic(declaration, problem);
    const related = other === undefined ? undefined : objects[other]?.declaration;
    return related === undefined ? [found] : [{ ...found, related: [placeIn(related.source, specPath(problem))] }];
  });
}

function toDiagnostic({ source }: Declaration, found: MeaningProblem): Diagnostic {
  const { code, args, severity = "error", part = "value" } = found;
  return { code, severity, args, place: placeIn(source, specPath(found), part) };
}

function specPath({ path }: MeaningProblem): readonly (string | number)[] {
  return ["spec", ...path];
}
