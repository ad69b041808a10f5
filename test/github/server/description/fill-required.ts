import { type Description, type OpenApiSchema, referredName } from "./read-description.ts";

/** What a filler needs besides schema and value. */
export interface Filling {
  readonly description: Description;
  /** Stands in front of addresses that nobody reads. */
  readonly base: string;
}

/** Adds the fields that GitHub requires and no test reads: addresses, counts, flags. What is given stays. */
export function fillRequired(schema: OpenApiSchema, value: unknown, filling: Filling): unknown {
  return fill({ schema, name: "value", filling }, value);
}

interface Hole {
  readonly schema: OpenApiSchema;
  readonly name: string;
  readonly filling: Filling;
}

function fill(hole: Hole, value: unknown): unknown {
  const schema = found(hole.schema, hole.filling);
  if (value === null || (value === undefined && schema.nullable === true)) return null;
  const either = schema.anyOf ?? schema.oneOf;
  if (schema.allOf) return schema.allOf.reduce<unknown>((sum, part) => fill({ ...hole, schema: part }, sum), value);
  if (either) return fill({ ...hole, schema: bestOption(either, value, hole.filling) }, value);
  return fillPlain({ ...hole, schema }, value);
}

function fillPlain(hole: Hole, value: unknown): unknown {
  const { properties, items } = hole.schema;
  if (properties && isAbsentOrObject(value)) return fillObject(hole, value ?? {});
  if (items && Array.isArray(value)) return value.map((one) => fill({ ...hole, schema: items }, one));
  return value ?? boring(hole);
}

function found(schema: OpenApiSchema, { description }: Filling): OpenApiSchema {
  return schema.$ref === undefined ? schema : description.getSchema(referredName(schema.$ref));
}

function isAbsentOrObject(value: unknown): value is Readonly<Record<string, unknown>> | undefined {
  return value === undefined || (typeof value === "object" && value !== null && !Array.isArray(value));
}

function fillObject({ schema, filling }: Hole, value: Readonly<Record<string, unknown>>): unknown {
  const names = new Set([...Object.keys(value), ...(schema.required ?? [])]);
  const pairs = [...names].map((name) => {
    const property = schema.properties?.[name];
    return [name, property ? fill({ schema: property, name, filling }, value[name]) : value[name]];
  });
  return Object.fromEntries(pairs.filter(([, one]) => one !== undefined));
}

/** Of the alternatives that know every field of the value, the one that requires least. */
function bestOption(options: readonly OpenApiSchema[], value: unknown, filling: Filling): OpenApiSchema {
  const fitting = options
    .map((option) => found(option, filling))
    .filter((option) => isPossible(option, value, filling))
    .toSorted((a, b) => (a.required?.length ?? 0) - (b.required?.length ?? 0));
  return fitting[0] ?? {};
}

function isPossible(option: OpenApiSchema, value: unknown, filling: Filling): boolean {
  if (value === undefined) return true;
  if (Array.isArray(value)) return option.type === "array";
  if (!isAbsentOrObject(value)) return option.type === typeof value;
  return Object.entries(value).every(([name, one]) => {
    const property = option.properties?.[name];
    const words = property && found(property, filling).enum;
    return property !== undefined && (words === undefined || words.includes(one));
  });
}

function boring({ schema, name, filling }: Hole): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.format === "uri") return `${filling.base}/generated/${name}`;
  if (schema.format === "date-time") return "2026-01-01T00:00:00Z";
  const byType: Readonly<Record<string, unknown>> = { integer: 0, number: 0, boolean: false, array: [], object: {} };
  return byType[schema.type ?? "string"] ?? name;
}
