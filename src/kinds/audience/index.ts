import { completeFields } from "../complete-fields.ts";
import type { Kind } from "../kind.ts";
import { resourceRequirement } from "../resource-requirement.ts";
import { audienceWire } from "./audience-wire.ts";
import { checkRules } from "./check-rules.ts";
import { mapAttributes } from "./map-attributes.ts";
import { audienceSchema, type AudienceSpec } from "./schema.ts";

/** A group of visitors of a Personalize project, told by rules about their attributes. */
export const audienceKind: Kind<AudienceSpec> = {
  name: "Audience",
  plural: "audiences",
  scope: "project",
  schema: audienceSchema,
  fields: {
    title: { compare: "value" },
    description: { compare: "value" },
    when: { compare: "value" },
  },
  key: ({ title }) => title,
  formerKey: (_, former) => former,
  complete: (declared, live) => ({ description: "", ...completeFields(declared, live) }),
  mapReferences: (spec, map) => ({
    ...spec,
    when: mapAttributes(spec.when, (name, path) => map({ kind: "Attribute", name, path }), ["when"]),
  }),
  requirements: (change) => [resourceRequirement("audience", change)],
  checkMeaning: ({ when }) => checkRules(when, ["when"]),
  wire: audienceWire,
};
