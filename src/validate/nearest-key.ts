import { findNearest } from "../model/nearest.ts";

/**
 * The known key that was probably meant: one that is spelt like it, else one that has a word like it, as `administrationRoles`
 * has `roles`.
 */
export function nearestKey(key: string, known: readonly string[]): string | undefined {
  const direct = findNearest(key, known);
  if (direct !== undefined) return direct;
  const keyByWord = new Map<string, string>();
  for (const one of known) {
    for (const word of wordsOf(one)) if (!keyByWord.has(word)) keyByWord.set(word, one);
  }
  return keyByWord.get(findNearest(key, keyByWord.keys()) ?? "");
}

function wordsOf(key: string): readonly string[] {
  return key.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
}
