import type { Parameters } from "../endpoint.ts";
import type { FoundOperation } from "./find-operation.ts";
import type { Parameter } from "./read-description.ts";
import type { CheckSchema } from "./schema-checker.ts";

/** A request whose operation is known. */
export interface DescribedRequest {
  readonly found: FoundOperation;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** What a request says, or what is wrong with it. */
export interface CheckedRequest {
  readonly parameters: Parameters;
  readonly body: unknown;
  readonly problems: readonly string[];
}

/** Reads parameters and body by GitHub's description. */
export function checkRequest(request: DescribedRequest, checkSchema: CheckSchema): CheckedRequest {
  const { operation, pathParameters } = request.found;
  const given = { ...pathParameters, ...Object.fromEntries(request.query) };
  const described = operation.parameters.filter(({ in: where }) => where === "path" || where === "query");
  const parameters = readParameters(described, given);
  const unknown = [...request.query.keys()].filter((name) => !isQueryParameter(described, name));
  const wrong = described.flatMap((parameter) => checkParameter(parameter, parameters[parameter.name], checkSchema));
  const body = checkBody(request, checkSchema);
  return {
    parameters,
    body: body.value,
    problems: [...unknown.map((name) => `query parameter ${name} is not described`), ...wrong, ...body.problems],
  };
}

function isQueryParameter(described: readonly Parameter[], name: string): boolean {
  return described.some((parameter) => parameter.in === "query" && parameter.name === name);
}

function readParameters(described: readonly Parameter[], given: Readonly<Record<string, string>>): Parameters {
  const pairs = described.map(({ name, schema }) => [name, parsed(given[name], schema.type)]);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}

function parsed(text: string | undefined, type: string | undefined): Parameters[string] {
  if (type === "integer" && text !== undefined && /^\d+$/u.test(text)) return Number(text);
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  return text;
}

function checkParameter({ name, required, schema }: Parameter, value: unknown, checkSchema: CheckSchema): string[] {
  if (value === undefined) return required === true ? [`parameter ${name} is missing`] : [];
  return checkSchema(schema, value).map((problem) => `parameter ${name}: ${problem}`);
}

function checkBody(
  { found, body }: DescribedRequest,
  checkSchema: CheckSchema,
): { readonly value: unknown; readonly problems: readonly string[] } {
  const described = found.operation.body;
  if (body === "") return { value: undefined, problems: described?.required === true ? ["the body is missing"] : [] };
  if (described === undefined) return { value: undefined, problems: ["a body is not described"] };
  const value = parsedJson(body);
  if (value === undefined) return { value, problems: ["the body is no JSON"] };
  return { value, problems: checkSchema(described.schema, value).map((problem) => `body: ${problem}`) };
}

/** Parses JSON; undefined where the text is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
