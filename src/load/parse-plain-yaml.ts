import { parseDocument } from "yaml";

import type { Json } from "../model/json.ts";

/**
 * Reads YAML that is no manifest, such as a workflow of GitHub: YAML 1.2 with its anchors and aliases. Gives `undefined` for what
 * is not YAML, holds a key twice, or expands to far more than is written. Never throws.
 */
export function parsePlainYaml(text: string): Json | undefined {
  try {
    const document = parseDocument(text, { logLevel: "silent" });
    if (document.errors.length > 0) return undefined;
    // Without tags of its own, the core schema gives what JSON has, apart from what is not finite.
    return document.toJS({ maxAliasCount: 100 }) as Json;
  } catch {
    return undefined;
  }
}
