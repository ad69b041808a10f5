import { type Description, type OpenApiSchema, referredName } from "./read-description.ts";

type JsonSchema = Readonly<Record<string, unknown>>;

const BOUNDS = [
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
];
const COPIED = new Set(["type", "enum", "format", "required", "pattern", "uniqueItems", ...BOUNDS]);

/**
 * A schema of OpenAPI 3.0 as JSON Schema 2020-12, with all it refers to. Objects are closed: a property that GitHub
 * does not describe is an error. `oneOf` is read as `anyOf`, because several of GitHub's alternatives overlap.
 */
export function toJsonSchema(schema: OpenApiSchema, description: Description): JsonSchema {
  const definitions: Record<string, JsonSchema> = {};
  const refer = (name: string, closed: boolean): string => {
    const key = closed ? name : `${name}.open`;
    if (definitions[key] === undefined) {
      definitions[key] = {};
      definitions[key] = convert(description.getSchema(name), closed);
    }
    return `#/$defs/${key}`;
  };
  const convert = (one: OpenApiSchema, closed: boolean): JsonSchema => {
    if (one.$ref !== undefined) return { $ref: refer(referredName(one.$ref), closed) };
    // An alternative says `additionalProperties: true` to leave room for the properties beside it; those are known here.
    const { additionalProperties: others, ...closable } = one;
    const read = others === true && !closed ? closable : one;
    const converted = { ...copied(read), ...inner(read, convert), ...alternatives(read, convert) };
    const whole = closed && isClosable(read) ? { ...converted, unevaluatedProperties: false } : converted;
    return one.nullable === true ? nullable(whole) : whole;
  };
  return { ...convert(schema, true), $defs: definitions };
}

function copied(schema: OpenApiSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => COPIED.has(key)));
}

function nullable(schema: JsonSchema): JsonSchema {
  const { type, enum: words, anyOf } = schema;
  if (type === undefined || anyOf !== undefined) return { anyOf: [schema, { type: "null" }] };
  return { ...schema, type: [type, "null"], ...(Array.isArray(words) && { enum: [...words, null] }) };
}

type Convert = (schema: OpenApiSchema, closed: boolean) => JsonSchema;

function inner(schema: OpenApiSchema, convert: Convert): JsonSchema {
  const { properties, items, additionalProperties: others } = schema;
  return {
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, convert(one, true)])),
    }),
    ...(items && { items: convert(items, true) }),
    ...(others !== undefined && { additionalProperties: typeof others === "boolean" ? others : convert(others, true) }),
  };
}

function alternatives(schema: OpenApiSchema, convert: Convert): JsonSchema {
  const open = (list: readonly OpenApiSchema[]): readonly JsonSchema[] => list.map((one) => convert(one, false));
  const either = schema.anyOf ?? schema.oneOf;
  return { ...(schema.allOf && { allOf: open(schema.allOf) }), ...(either && { anyOf: open(either) }) };
}

function isClosable(schema: OpenApiSchema): boolean {
  const says = schema.properties ?? schema.allOf ?? schema.anyOf ?? schema.oneOf;
  return says !== undefined && schema.additionalProperties === undefined;
}
