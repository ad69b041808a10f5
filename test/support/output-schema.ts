import { readFileSync } from "node:fs";
import path from "node:path";

import { Ajv } from "ajv";
import { expect } from "vitest";

const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
const folder = path.join(import.meta.dirname, "../../schemas/output");

/** Expects a text to be one whole JSON document that fits the published schema of a command's answer; gives the document. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests look into whatever the program printed
export function expectJson(name: string, text: string): any {
  const document: unknown = JSON.parse(text);
  const validate = ajv.getSchema(name) ?? ajv.addSchema(schemaNamed(name), name).getSchema(name);
  expect(validate?.(document), ajv.errorsText(validate?.errors)).toBe(true);
  expect(text.endsWith("\n")).toBe(true);
  return document;
}

function schemaNamed(name: string): object {
  return JSON.parse(readFileSync(path.join(folder, `${name}.json`), "utf8")) as object;
}
