import type { Description, Operation } from "./read-description.ts";

/** An operation, with what stands in the path for each of its parameters. */
export interface FoundOperation {
  readonly operation: Operation;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Finds the operation a request means; undefined where GitHub describes none. */
export type FindOperation = (method: string, pathname: string) => FoundOperation | undefined;

interface Template {
  readonly method: string;
  readonly path: string;
  readonly pattern: RegExp;
  readonly fixed: number;
}

/** Prepares the search; a path with more fixed words wins, and only a last parameter may hold slashes. */
export function operationFinder(description: Description): FindOperation {
  const templates = description.operations.map(readTemplate).toSorted((a, b) => b.fixed - a.fixed);
  return (method, pathname) => {
    for (const { path, pattern, method: its } of templates) {
      const match = its === method ? pattern.exec(pathname) : null;
      if (match === null) continue;
      const pairs = parameterNames(path).map((name, at) => [name, decodeURIComponent(match[at + 1] ?? "")]);
      return { operation: description.getOperation(method, path), pathParameters: Object.fromEntries(pairs) };
    }
    return undefined;
  };
}

function readTemplate({ method, path }: { readonly method: string; readonly path: string }): Template {
  const source = path
    .replace(/[.*+?^$()|[\]\\]/gu, "\\$&")
    .replace(/\{(?:ref|path|branch|basehead)\}$/u, "(.+)")
    .replace(/\{[^}]+\}/gu, "([^/]+)");
  return { method, path, pattern: new RegExp(`^${source}$`, "u"), fixed: path.replace(/\{[^}]+\}/gu, "").length };
}

function parameterNames(path: string): readonly string[] {
  return [...path.matchAll(/\{([^}]+)\}/gu)].map(([, name = ""]) => name);
}
