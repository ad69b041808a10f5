import { Ajv } from "ajv";

import { outputSchemas } from "../../../src/render/output-schemas.ts";

const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });

/** What a published schema says against a JSON text; nothing when it fits. */
export function schemaErrors(name: keyof typeof outputSchemas, text: string): readonly string[] {
  const validate = ajv.getSchema(name) ?? ajv.addSchema(outputSchemas[name], name).getSchema(name);
  if (validate === undefined) return [`no schema ${name}`];
  return validate(JSON.parse(text)) ? [] : (validate.errors ?? []).map((error) => ajv.errorsText([error]));
}
