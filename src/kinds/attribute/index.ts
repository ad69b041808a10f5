import { checkResourceKey } from "../check-resource-key.ts";
import { completeFields } from "../complete-fields.ts";
import type { Kind } from "../kind.ts";
import { resourceRequirement } from "../resource-requirement.ts";
import { storedText, withStoredTexts } from "../stored-text.ts";
import { attributeSchema, type AttributeSpec } from "./schema.ts";

/** A custom attribute of a Personalize project. Preset attributes belong to the service and are no objects here. */
export const attributeKind: Kind<AttributeSpec> = {
  name: "Attribute",
  plural: "attributes",
  scope: "project",
  schema: attributeSchema,
  fields: {
    title: { compare: "value" },
    key: { compare: "value" },
    description: { compare: "value" },
  },
  key: ({ key }) => key,
  formerKey: (_, former) => former,
  complete: (declared, live) => ({ description: "", ...completeFields(declared, live) }),
  mapReferences: (spec) => spec,
  requirements: (change) => [resourceRequirement("attribute", change)],
  checkMeaning: ({ key }) => checkResourceKey(key),
  wire: {
    // Body of the Personalize Management API, "Attributes": the title is called `name` there.
    encode: ({ title, key, description }, previous) => ({
      __type: "CUSTOM",
      ...withStoredTexts(previous, { name: title, key, description }),
    }),
    decode: (body) => ({
      title: storedText(body, "name"),
      key: storedText(body, "key"),
      description: storedText(body, "description"),
    }),
  },
};
