/**
 * Whether an object in a JSON text names a key twice. `JSON.parse` would take the last one without a word. The text is known
 * to be JSON.
 */
export function hasDuplicateKeys(text: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (isKey(text, index + token.length)) {
      const keys = open.at(-1);
      const key = String(JSON.parse(token));
      if (keys?.has(key) === true) return true;
      keys?.add(key);
    }
  }
  return false;
}

function isKey(text: string, end: number): boolean {
  return /^\s*:/.test(text.slice(end, end + 16));
}
