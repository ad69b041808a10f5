import { createHash } from "node:crypto";

import { canonicalJson, type JsonObject } from "../model/json.ts";
import type { LiveObject, Snapshot } from "../model/live.ts";

/**
 * SHA-256 over every live object, as `sha256:` and hex digits. Two snapshots that hold the same objects in the same
 * order have the same digest; an object that is absent counts too.
 */
export function snapshotDigest({ objects }: Pick<Snapshot, "objects">): string {
  const digest = createHash("sha256");
  for (const object of objects) digest.update(lineOf(object));
  return `sha256:${digest.digest("hex")}`;
}

function lineOf(object: LiveObject): string {
  // A live object is plain JSON; its interfaces only lack an index signature.
  return `${canonicalJson(object as unknown as JsonObject)}\n`;
}
