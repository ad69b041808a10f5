import { type ErrorObject, Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

import type { Description, OpenApiSchema } from "./read-description.ts";
import { toJsonSchema } from "./to-json-schema.ts";

/** Says what is wrong with a value; nothing is when it fits, and of much that is wrong it says the first. */
export type CheckSchema = (schema: OpenApiSchema, value: unknown) => readonly string[];

// A value that fits none of many alternatives fails each of them.
const MOST_PROBLEMS = 10;

const FORMATS = {
  "date-time": /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/u,
  uri: /^[a-z]+:\/\/\S+$/u,
};

/** Checks values by GitHub's schemas, each compiled when it is first needed. */
export function schemaChecker(description: Description): CheckSchema {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, formats: FORMATS });
  const compiled = new Map<OpenApiSchema, ValidateFunction>();
  return (schema, value) => {
    const validate = compiled.get(schema) ?? ajv.compile(toJsonSchema(schema, description));
    compiled.set(schema, validate);
    return validate(value) ? [] : (validate.errors ?? []).slice(0, MOST_PROBLEMS).map(problemText);
  };
}

function problemText({ instancePath, message = "", params }: ErrorObject): string {
  return `${instancePath || "/"} ${message} ${JSON.stringify(params)}`;
}
