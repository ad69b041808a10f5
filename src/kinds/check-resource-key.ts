import type { MeaningProblem } from "./kind.ts";

/**
 * Warns about a key with characters that no documented or published key of Personalize has. The service's own rule is
 * not documented (the set here is INFERRED from published keys), so such a key is not refused.
 */
export function checkResourceKey(key: string): readonly MeaningProblem[] {
  const character = /[^A-Za-z0-9_.-]/u.exec(key)?.[0];
  if (character === undefined) return [];
  return [{ code: "key-unusual", args: { key, character }, path: ["key"], severity: "warning" }];
}
