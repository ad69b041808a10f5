import { isJsonObject, type JsonObject, sameJson } from "../../model/json.ts";
import type { Wire } from "../kind.ts";
import { storedText, withStoredTexts } from "../stored-text.ts";
import { decodeRule } from "./decode-rule.ts";
import { encodeRule } from "./encode-rule.ts";
import { mapAttributes } from "./map-attributes.ts";
import type { AudienceRule } from "./rule.ts";
import type { AudienceSpec } from "./schema.ts";

/**
 * Body of the Personalize Management API, "Audiences". A definition that already reads as declared is left exactly as it
 * is stored.
 */
export const audienceWire: Wire<AudienceSpec> = {
  encode: ({ title, description, when }, previous) => ({
    ...withStoredTexts(previous, { name: title, description }),
    ...(previous === undefined || !sameJson(decodeDefinition(previous), when) ? encodeDefinition(when) : {}),
  }),
  decode: (body) => ({
    title: storedText(body, "name"),
    description: storedText(body, "description"),
    when: decodeDefinition(body),
  }),
};

// Audiences synced from Lytics have no definition; they read as a rule that says nothing.
function decodeDefinition({ definition }: JsonObject): AudienceRule {
  return isJsonObject(definition) ? decodeRule(definition) : {};
}

function encodeDefinition(when: AudienceRule): JsonObject {
  return { definition: encodeRule(when), referredAttributes: referredAttributes(when) };
}

// The service lists the uids of custom attributes only, in order of first use.
function referredAttributes(when: AudienceRule): readonly string[] {
  const used = new Set<string>();
  mapAttributes(when, (name) => (used.add(name), name), []);
  return [...used];
}
