import type { Path } from "../model/place.ts";

/** A part of a JSON Schema: its title, description, properties and so on. */
export type SchemaPart = Readonly<Record<string, unknown>>;

/**
 * The part of a schema that a value is held to, found by the way to the value. What the validator tells of the schema's own
 * paths starts anew at each reference, so that it does not say which part is meant.
 */
export function schemaAt(schema: object, path: Path): SchemaPart {
  return path.reduce<SchemaPart>((part, step) => resolve(schema, child(part, step)), resolve(schema, schema));
}

function child(part: SchemaPart, step: string | number): unknown {
  if (typeof step === "number") return part["items"];
  const properties = asPart(part["properties"]);
  return Object.hasOwn(properties, step) ? properties[step] : part["additionalProperties"];
}

function resolve(root: object, value: unknown): SchemaPart {
  const part = asPart(value);
  const reference = part["$ref"];
  if (typeof reference !== "string") return part;
  const steps = reference.split("/").slice(1);
  return resolve(
    root,
    steps.reduce<unknown>((node, step) => asPart(node)[step], root),
  );
}

function asPart(value: unknown): SchemaPart {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
