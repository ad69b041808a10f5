import { checkResourceKey } from "../check-resource-key.ts";
import { completeFields } from "../complete-fields.ts";
import type { Kind } from "../kind.ts";
import { resourceRequirement } from "../resource-requirement.ts";
import { storedText, withStoredTexts } from "../stored-text.ts";
import { eventSchema, type EventSpec } from "./schema.ts";

/** An event of a Personalize project. It has no title: people and websites call it by its key. */
export const eventKind: Kind<EventSpec> = {
  name: "Event",
  plural: "events",
  scope: "project",
  schema: eventSchema,
  fields: {
    key: { compare: "value" },
    description: { compare: "value" },
  },
  key: ({ key }) => key,
  formerKey: (_, former) => former,
  complete: (declared, live) => ({ description: "", ...completeFields(declared, live) }),
  mapReferences: (spec) => spec,
  requirements: (change) => [resourceRequirement("event", change)],
  checkMeaning: ({ key }) => checkResourceKey(key),
  wire: {
    // Body of the Personalize Management API, "Events".
    encode: ({ key, description }, previous) => withStoredTexts(previous, { key, description }),
    decode: (body) => ({ key: storedText(body, "key"), description: storedText(body, "description") }),
  },
};
