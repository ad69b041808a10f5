import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** A schema as OpenAPI 3.0 writes it. */
export interface OpenApiSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | OpenApiSchema;
  readonly items?: OpenApiSchema;
  readonly allOf?: readonly OpenApiSchema[];
  readonly anyOf?: readonly OpenApiSchema[];
  readonly oneOf?: readonly OpenApiSchema[];
}

/** A parameter in a path or a query. */
export interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema: OpenApiSchema;
}

/** An operation of GitHub's API, with its parameters and answers found. */
export interface Operation {
  readonly id: string;
  readonly path: string;
  readonly method: string;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly required: boolean; readonly schema: OpenApiSchema } | undefined;
  /** By status; undefined where an answer has no JSON. */
  readonly answers: ReadonlyMap<number, OpenApiSchema | undefined>;
}

/** GitHub's published description of its REST API, as `@octokit/openapi` has it. */
export interface Description {
  readonly operations: readonly { readonly method: string; readonly path: string }[];
  readonly getOperation: (method: string, path: string) => Operation;
  readonly getSchema: (name: string) => OpenApiSchema;
}

interface Media {
  readonly content?: Readonly<Record<string, { readonly schema: OpenApiSchema }>>;
}

interface RawOperation {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: Media & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Media | { readonly $ref: string }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, OpenApiSchema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly responses: Readonly<Record<string, Media>>;
  };
}

/** Reads the description: one parse of 13 MB, everything else on demand. */
export function readDescription(): Description {
  const file = createRequire(import.meta.url).resolve("@octokit/openapi/generated/api.github.com.json");
  // The package is pinned, and its file follows the OpenAPI 3.0 document that `Document` is a part of.
  const document = JSON.parse(readFileSync(file, "utf8")) as Document;
  return {
    operations: Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
    ),
    getOperation: (method, path) => readOperation(document, method, path),
    getSchema: (name) => present(document.components.schemas[name], name),
  };
}

function readOperation(document: Document, method: string, path: string): Operation {
  const raw = present(document.paths[path]?.[method.toLowerCase()], `${method} ${path}`);
  const { parameters, responses } = document.components;
  const body = raw.requestBody;
  const schema = body && jsonSchema(body);
  return {
    id: raw.operationId,
    path,
    method,
    parameters: (raw.parameters ?? []).map((one) => ("$ref" in one ? referred(parameters, one.$ref) : one)),
    body: schema && { required: body.required === true, schema },
    answers: new Map(
      Object.entries(raw.responses).map(([status, one]) => [
        Number(status),
        jsonSchema("$ref" in one ? referred(responses, one.$ref) : one),
      ]),
    ),
  };
}

function jsonSchema(media: Media): OpenApiSchema | undefined {
  return media.content?.["application/json"]?.schema;
}

function referred<T>(named: Readonly<Record<string, T>>, reference: string): T {
  return present(named[referredName(reference)], reference);
}

/** The last word of a reference such as `#/components/schemas/issue`. */
export function referredName(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}

function present<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`GitHub's description has no ${name}`);
  return value;
}
