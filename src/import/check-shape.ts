import { type Diagnostic, problem } from "../model/diagnostic.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import type { NodePlace, Path } from "../model/place.ts";

/** What a field of an exported object must be, if it is there: the service leaves fields out, or writes them as `null`. */
export type FieldShape = "string" | "number" | "mapping" | "list of mappings";

/** The fields of one sort of object that manifests are made from. */
export interface Shape {
  readonly fields: Readonly<Record<string, FieldShape>>;
  /** Fields that must be there. */
  readonly required: readonly string[];
}

/** Everything about an object that is not as the service writes it. */
export function checkShape(body: JsonObject, { fields, required }: Shape, place: NodePlace): readonly Diagnostic[] {
  const missing = required.filter((key) => isAbsent(body[key])).map((key) => problem("missing-key", place, { key }));
  const wrong = Object.entries(fields).flatMap(([key, shape]) => {
    const value = body[key];
    if (isAbsent(value) || isShaped(value, shape)) return [];
    return [wrongType(value, shape, { ...place, path: [...place.path, key] })];
  });
  return [...missing, ...wrong];
}

/** The problem of a value that is something else than expected. */
export function wrongType(value: Json | undefined, expected: string, place: NodePlace): Diagnostic {
  return problem("type", place, { expected, got: nameOf(value) });
}

/** The place of a node in an exported file. */
export function placeOf(file: string, path: Path): NodePlace {
  return { file, document: 0, path, part: "value" };
}

function isAbsent(value: Json | undefined): value is null | undefined {
  return value === undefined || value === null;
}

function isShaped(value: Json, shape: FieldShape): boolean {
  if (shape === "mapping") return isJsonObject(value);
  if (shape === "list of mappings") return Array.isArray(value) && value.every((item: Json) => isJsonObject(item));
  return typeof value === shape;
}

// The words that the same problem of a manifest uses.
function nameOf(value: Json | undefined): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "list";
  return typeof value === "object" ? "mapping" : typeof value;
}
