import type { Declaration, ManifestDocument } from "../model/declaration.ts";
import { type Diagnostic, problem } from "../model/diagnostic.ts";
import { isJsonObject, type Json, type JsonObject, textOf } from "../model/json.ts";
import { findNearest } from "../model/nearest.ts";
import type { NodePlace, Path } from "../model/place.ts";
import { explainErrors } from "./explain-errors.ts";
import type { SchemaError, Validator } from "./validator.ts";

/** Documents with the shape of their kind, and everything that is wrong with the others. */
export interface Validation {
  /** Declarations that can be judged further, because every field has its type, even where something else is wrong. */
  readonly declarations: readonly Declaration[];
  /** Declarations that cannot: what they mean is unknown, but what they are called is not. */
  readonly broken: readonly Declaration[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What validation needs to know about kinds: a check of the whole document for each. */
export interface DocumentRules {
  readonly validatorByKind: ReadonlyMap<string, Validator>;
  /** The schema behind each check, for the words of its properties. */
  readonly schemaOf: (kind: string) => object;
  readonly supportedVersions: readonly string[];
}

/** Checks every document against its kind's schema and turns the good ones into declarations. */
export function validateDocuments(documents: readonly ManifestDocument[], rules: DocumentRules): Validation {
  const declarations: Declaration[] = [];
  const broken: Declaration[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const document of documents) {
    const { fits, problems } = checkDocument(document, rules);
    diagnostics.push(...problems);
    if (fits) declarations.push(declarationOf(document));
    else broken.push(...nameOf(document));
  }
  return { declarations, broken, diagnostics };
}

// Whether every known field still has the type its schema gives it. A text of the spec in a wrong form means nothing, and
// whatever is compared with it would seem wrong too.
function isHarmless({ keyword, instancePath }: SchemaError): boolean {
  return harmlessKeywords.has(keyword) && !(keyword === "pattern" && instancePath.startsWith("/spec/"));
}

const harmlessKeywords: ReadonlySet<string> = new Set([
  "additionalProperties",
  "pattern",
  "minItems",
  "maxItems",
  "maxProperties",
  "uniqueItems",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
]);

function nameOf({ file, document, line, column, value }: ManifestDocument): readonly Declaration[] {
  const metadata = isJsonObject(value) ? value["metadata"] : undefined;
  if (!isJsonObject(value) || !isJsonObject(metadata)) return [];
  const { kind, spec } = value;
  const { name, project } = metadata;
  if (typeof kind !== "string" || typeof name !== "string") return [];
  return [
    {
      kind,
      name,
      project: typeof project === "string" ? project : undefined,
      previously: [],
      spec: isJsonObject(spec) ? spec : {},
      source: { file, document, line, column },
    },
  ];
}

interface Check {
  /** Whether every known field has the type its schema gives it. */
  readonly fits: boolean;
  readonly problems: readonly Diagnostic[];
}

function checkDocument(document: ManifestDocument, rules: DocumentRules): Check {
  const { value } = document;
  if (!isJsonObject(value)) return { fits: false, problems: [problem("root-not-mapping", placeAt(document, []))] };
  const envelope = [...checkVersion(document, value, rules), ...checkKind(document, value, rules)];
  const kind = textOf(value["kind"]);
  const validator = rules.validatorByKind.get(kind);
  if (validator === undefined || envelope.length > 0) return { fits: false, problems: envelope };
  if (validator(value)) return { fits: true, problems: [] };
  const errors = validator.errors ?? [];
  return {
    fits: errors.every(isHarmless),
    problems: explainErrors(errors, { document, root: value, schema: rules.schemaOf(kind) }),
  };
}

function checkVersion(
  document: ManifestDocument,
  value: JsonObject,
  { supportedVersions }: DocumentRules,
): readonly Diagnostic[] {
  const version = value["apiVersion"];
  if (version === undefined) return [missing(document, "apiVersion", supportedVersions)];
  if (typeof version === "string" && supportedVersions.includes(version)) return [];
  const args = { version: shown(version), supported: supportedVersions };
  return [problem("unsupported-version", placeAt(document, ["apiVersion"]), args)];
}

function checkKind(
  document: ManifestDocument,
  value: JsonObject,
  { validatorByKind }: DocumentRules,
): readonly Diagnostic[] {
  const known = [...validatorByKind.keys()];
  const kind = value["kind"];
  if (kind === undefined) return [missing(document, "kind", known)];
  if (typeof kind === "string" && validatorByKind.has(kind)) return [];
  const args = { kind: shown(kind), nearest: findNearest(shown(kind), known), known };
  return [problem("unknown-kind", placeAt(document, ["kind"]), args)];
}

function missing(document: ManifestDocument, key: string, examples: readonly string[]): Diagnostic {
  return problem("missing-key", placeAt(document, []), { key, examples });
}

function shown(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function placeAt({ file, document }: ManifestDocument, path: Path): NodePlace {
  return { file, document, path, part: "value" };
}

function declarationOf({ file, document, line, column, value }: ManifestDocument): Declaration {
  // The validator has just held the document to the schema of its envelope, which says exactly this.
  const { kind, metadata, spec } = value as unknown as ValidEnvelope;
  return {
    kind,
    name: metadata.name,
    project: metadata.project,
    uid: metadata.uid,
    previously: metadata.previously ?? [],
    spec,
    source: { file, document, line, column },
  };
}

interface ValidEnvelope {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly project?: string;
    readonly uid?: string;
    readonly previously?: readonly string[];
  };
  readonly spec: JsonObject;
}
