/**
 * Whether a problem is about one value and leaves the shape of its document known. Such a document is refused as well, but what
 * else is wrong with it can be said in the same run.
 */
export function isValueProblem(code: string): boolean {
  return valueProblems.has(code);
}

const valueProblems: ReadonlySet<string> = new Set(["null-not-allowed", "interpolation-not-supported"]);
