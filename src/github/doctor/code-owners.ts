/** One line of a CODEOWNERS file. */
export interface OwnersRule {
  readonly pattern: string;
  readonly owners: readonly string[];
}

/** Reads a CODEOWNERS file (GitHub, "About code owners"); comments and empty lines are left out. */
export function parseCodeOwners(text: string): readonly OwnersRule[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [pattern, ...owners] = line
      .replace(/(?:^|\s)#.*$/, "")
      .trim()
      .split(/\s+/);
    return pattern === undefined || pattern === "" ? [] : [{ pattern, owners }];
  });
}

/** Who owns a file: the last pattern that fits decides, and one without owners means nobody. */
export function ownersOf(rules: readonly OwnersRule[], file: string): readonly string[] {
  return rules.findLast(({ pattern }) => fits(pattern, file))?.owners ?? [];
}

// The rules of .gitignore without negation and ranges: the documentation of GitHub leaves both out.
function fits(pattern: string, file: string): boolean {
  const isAnchored = pattern.replace(/\/$/, "").includes("/");
  const steps = pattern.replace(/^\//, "").replace(/\/$/, "").split("/");
  const wanted = isAnchored ? steps : ["**", ...steps];
  const names = file.split("/");
  // A folder owns what is below it, unless the pattern ends in `/*`, which means its own files alone.
  const ends = pattern.endsWith("/*") ? [names] : names.map((_, at) => names.slice(0, at + 1));
  const isFolder = pattern.endsWith("/");
  return ends.some((path) => !(isFolder && path.length === names.length) && fitsSteps(wanted, path));
}

function fitsSteps(wanted: readonly string[], names: readonly string[]): boolean {
  // Row by row: which numbers of names the steps so far can stand for.
  let reached: ReadonlySet<number> = new Set([0]);
  for (const step of wanted) reached = new Set([...reached].flatMap((from) => nextFrom(step, names, from)));
  return reached.has(names.length);
}

function nextFrom(step: string, names: readonly string[], from: number): readonly number[] {
  if (step === "**") return Array.from({ length: names.length - from + 1 }, (_, more) => from + more);
  return from < names.length && fitsName(step, names[from] ?? "") ? [from + 1] : [];
}

// Greedy from star to star, so that no pattern takes long.
function fitsName(step: string, name: string): boolean {
  const [first = "", ...rest] = step.split("*");
  const last = rest.pop();
  if (last === undefined) return step === name;
  if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, at);
    if (found === -1 || found + piece.length > name.length - last.length) return false;
    at = found + piece.length;
  }
  return true;
}
