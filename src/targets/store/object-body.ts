import type { Kind } from "../../kinds/kind.ts";
import type { JsonObject } from "../../model/json.ts";

/** A stored body as manifests see it, and what they cannot say. */
export interface DecodedBody {
  readonly fields: JsonObject;
  readonly unknown?: JsonObject;
}

/**
 * The body to store for an object's fields: in the service's own form where the kind has one. Fields that are used only
 * once are left out, and what the stored body holds beyond the kind's fields is kept.
 */
export function encodeBody(
  kind: Kind,
  fields: JsonObject,
  kept: { readonly previous: JsonObject | undefined; readonly newUid: () => string },
): JsonObject {
  const stored = withoutWriteOnly(kind, fields);
  if (kind.wire !== undefined) return kind.wire.encode(stored, kept.previous, kept.newUid);
  const unknown = kept.previous === undefined ? undefined : decodeBody(kind, kept.previous).unknown;
  return unknown === undefined ? stored : { ...unknown, ...stored };
}

/** Reads a stored body. */
export function decodeBody(kind: Kind, body: JsonObject): DecodedBody {
  if (kind.wire !== undefined) return { fields: kind.wire.decode(body) };
  const isKnown = (key: string): boolean => Object.hasOwn(kind.fields, key);
  if (Object.keys(body).every(isKnown)) return { fields: body };
  const entries = Object.entries(body);
  return {
    fields: Object.fromEntries(entries.filter(([key]) => isKnown(key))),
    unknown: Object.fromEntries(entries.filter(([key]) => !isKnown(key))),
  };
}

function withoutWriteOnly(kind: Kind, fields: JsonObject): JsonObject {
  const written = Object.entries(kind.fields).filter(([name, rule]) => rule.writeOnly === true && name in fields);
  if (written.length === 0) return fields;
  const names = new Set(written.map(([name]) => name));
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.has(name)));
}
