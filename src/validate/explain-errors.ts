import type { ManifestDocument } from "../model/declaration.ts";
import type { Diagnostic, MessageArguments } from "../model/diagnostic.ts";
import { isJsonList, isJsonObject, type Json, textOf } from "../model/json.ts";
import { findNearest } from "../model/nearest.ts";
import { formatPointer, type Path } from "../model/place.ts";
import { slug } from "../model/slug.ts";
import { nearestKey } from "./nearest-key.ts";
import { schemaAt, type SchemaPart } from "./schema-at.ts";
import type { SchemaError } from "./validator.ts";

/** The document that broke its schema. */
export interface Checked {
  readonly document: ManifestDocument;
  readonly root: Json;
  /** The schema the document was held to. */
  readonly schema: object;
}

/** Schema errors in our words: one diagnostic each, at the key or value it is about. */
export function explainErrors(errors: readonly SchemaError[], checked: Checked): readonly Diagnostic[] {
  const seen = new Set<string>();
  const explained = errors.flatMap((error) => {
    const one = explain(error, checked);
    if (one === undefined) return [];
    const identity = JSON.stringify([one.path, one.code, one.args["key"]]);
    if (seen.has(identity)) return [];
    seen.add(identity);
    return [one];
  });
  return explained.filter((one) => !followsFrom(one, explained)).map((one) => toDiagnostic(one, checked.document));
}

// A key that is misspelt is missing as well, and an empty text has the wrong form as well: one slip, one problem.
function followsFrom({ code, path, args }: Explained, all: readonly Explained[]): boolean {
  if (code === "missing-key") return all.some((one) => isMeantBy(one, [...path, String(args["key"])]));
  if (code !== "too-short") return false;
  return all.some((one) => formCodes.has(one.code) && formatPointer(one.path) === formatPointer(path));
}

function isMeantBy({ code, path, args }: Explained, missing: Path): boolean {
  if (code !== "unknown-key" || args["nearest"] === undefined) return false;
  return formatPointer([...path.slice(0, -1), String(args["nearest"])]) === formatPointer(missing);
}

const formCodes: ReadonlySet<string> = new Set(["pattern", "handle-malformed"]);

interface Explained {
  readonly code: string;
  readonly args: MessageArguments;
  readonly path: Path;
  readonly part: "key" | "value";
}

function toDiagnostic({ code, args, path, part }: Explained, { file, document }: ManifestDocument): Diagnostic {
  return { code, severity: "error", args, place: { file, document, path, part } };
}

function explain(error: SchemaError, { root, schema }: Checked): Explained | undefined {
  const path = parsePointer(error.instancePath, root);
  const value = valueAt(root, path);
  if (value === null) return { code: "null-not-allowed", args: { key: fieldName(path) }, path, part: "key" };
  const explained = explanations[error.keyword]?.({
    error,
    value,
    path,
    schema: schemaAt(schema, path),
    // Only a field of the spec may be left out and keep its live value.
    canBeLeftOut:
      path.length === 2 && path[0] === "spec" && !requiredIn(schemaAt(schema, ["spec"])).includes(textOf(path[1])),
  });
  if (explained === undefined) return undefined;
  return { path, part: "value", ...explained };
}

interface Broken {
  readonly error: SchemaError;
  readonly value: Json | undefined;
  readonly path: Path;
  /** The part of the schema that holds the broken keyword: its title, description and properties. */
  readonly schema: SchemaPart;
  readonly canBeLeftOut: boolean;
}

type Explanation = (broken: Broken) => (Pick<Explained, "code" | "args"> & Partial<Explained>) | undefined;

const explanations: Readonly<Record<string, Explanation>> = {
  additionalProperties: ({ error, path, schema }) => {
    const key = String(error.params["additionalProperty"]);
    const known = keysIn(schema);
    return {
      code: "unknown-key",
      args: { key, nearest: nearestKey(key, known), known },
      path: [...path, key],
      part: "key",
    };
  },
  required: ({ error, schema }) => {
    const key = String(error.params["missingProperty"]);
    return { code: "missing-key", args: { key, meaning: textIn(schemaAt(schema, [key])["description"]) } };
  },
  type: ({ error, value, schema }) => ({
    code: "type",
    args: { expected: typeName(error.params["type"]), ...got(value), keys: requiredIn(schema) },
  }),
  enum: ({ error, value }) => notOneOf(value, error.params["allowedValues"]),
  const: ({ error, value }) => notOneOf(value, [error.params["allowedValue"]]),
  pattern: ({ value, path, schema }) => ({
    code: path.at(-1) === "name" && path.at(-2) === "metadata" ? "handle-malformed" : "pattern",
    args: {
      value: textOf(value),
      meaning: textIn(schema["description"]),
      pattern: textIn(schema["pattern"]),
      instead: slug(textOf(value), ""),
    },
  }),
  minItems: ({ error, path, canBeLeftOut }) => ({
    code: "min-items",
    args: { least: limit(error), field: fieldName(path), without: canBeLeftOut ? "possible" : "impossible" },
  }),
  maxItems: ({ error, path }) => ({ code: "max-items", args: { most: limit(error), field: fieldName(path) } }),
  maxProperties: ({ error, path }) => ({ code: "max-items", args: { most: limit(error), field: fieldName(path) } }),
  uniqueItems: ({ error, value, path }) => {
    const index = Number(error.params["j"] ?? 0);
    const item = isJsonList(value) ? value[index] : undefined;
    const first = Number(error.params["i"] ?? 0);
    return { code: "duplicate-item", args: { item: shown(item) }, path: [...path, Math.max(index, first)] };
  },
  minLength: ({ error, path }) => ({ code: "too-short", args: { least: limit(error), field: fieldName(path) } }),
  maxLength: ({ error, value, path }) => ({
    code: "too-long",
    args: { most: limit(error), length: [...textOf(value)].length, field: fieldName(path) },
  }),
  minimum: ({ error, value }) => ({ code: "too-small", args: { least: limit(error), value: shown(value) } }),
  maximum: ({ error, value }) => ({ code: "too-large", args: { most: limit(error), value: shown(value) } }),
};

function notOneOf(value: Json | undefined, allowed: unknown): Pick<Explained, "code" | "args"> {
  const known = Array.isArray(allowed) ? allowed.map(String) : [];
  return { code: "not-one-of", args: { value: shown(value), nearest: findNearest(shown(value), known), known } };
}

function got(value: Json | undefined): MessageArguments {
  return { got: typeOf(value), value: typeof value === "object" ? undefined : shown(value) };
}

function typeOf(value: Json | undefined): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "list";
  return typeName(typeof value);
}

function typeName(type: unknown): string {
  return typeNames[String(type)] ?? String(type);
}

const typeNames: Readonly<Record<string, string>> = { array: "list", object: "mapping", integer: "whole number" };

function shown(value: Json | undefined): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function limit({ params }: SchemaError): number {
  return Number(params["limit"]);
}

function fieldName(path: Path): string {
  return path.findLast((step) => typeof step === "string") ?? "";
}

function keysIn({ properties }: SchemaPart): readonly string[] {
  return typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
}

function requiredIn({ required }: SchemaPart): readonly string[] {
  return Array.isArray(required) ? required.map(String) : [];
}

// A pointer does not tell list positions from keys; the value it walks through does.
function parsePointer(pointer: string, root: Json): Path {
  const steps = pointer.split("/").slice(1);
  let node: Json | undefined = root;
  return steps.map((step) => {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    const next: string | number = Array.isArray(node) ? Number(key) : key;
    node = childOf(node, next);
    return next;
  });
}

function valueAt(root: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(childOf, root);
}

function childOf(node: Json | undefined, step: string | number): Json | undefined {
  if (isJsonList(node)) return node[Number(step)];
  return isJsonObject(node) ? node[step] : undefined;
}
