/** What a bundler tells about its modules. */
export interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

const known = new Map<string, ReadonlySet<string>>();

/** All that loads with a module: what it imports, what that imports, and so on, without dynamic imports and itself. */
export function staticImports(entry: string, graph: ModuleGraph): ReadonlySet<string> {
  const before = known.get(entry);
  if (before !== undefined) return before;
  const found = new Set(graph.getModuleInfo(entry)?.importedIds);
  // A set that grows while it is walked visits what was added, too.
  for (const id of found) {
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  }
  known.set(entry, found);
  return found;
}
