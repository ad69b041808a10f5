import type { ManifestDocument } from "../model/declaration.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { FoundManifests, ManifestFile } from "./find-manifests.ts";
import { findManifests } from "./find-manifests.ts";
import type { Limits } from "./limits.ts";
import { decodeDocuments, encodeDocuments, readParseCache, writeParseCache } from "./parse-cache.ts";
import type { CacheEntry, ParseCache } from "./parse-cache.ts";

/** How manifests are loaded. */
export interface LoadOptions {
  readonly limits?: Limits | undefined;
  /** Where parsed documents are kept between runs. Without it every file is parsed. */
  readonly cacheFile?: string | undefined;
  /** The version of Charter; a cache of another version is not used. */
  readonly version: string;
}

/** Everything that the manifests below a root say, and what is wrong with them. */
export interface LoadedManifests {
  /** The documents in which nothing is wrong, ordered by file and by their position in it. */
  readonly documents: readonly ManifestDocument[];
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that places point into. A file whose content must not be shown is not in it. */
  readonly textByFile: ReadonlyMap<string, string>;
  /** How many manifests were read. */
  readonly files: number;
}

/**
 * Reads the manifests below a folder, or one file. A cache changes how long that takes and nothing else. Never throws
 * for what is in a manifest.
 */
export async function loadManifests(root: string, options: LoadOptions): Promise<LoadedManifests> {
  const found = await findManifests(root, options.limits);
  const cache = options.cacheFile === undefined ? noCache : readParseCache(options.cacheFile, options.version);
  const files = await loadFiles(found.files, cache);
  if (options.cacheFile !== undefined && isOutdated(cache, files)) {
    writeParseCache(options.cacheFile, options.version, cacheOf(files));
  }
  return allOf(found, files);
}

/**
 * Interprets manifests whose texts were read already. What was parsed before is taken from `parsed`, which gains what is new:
 * two commits that share most of their files parse them once.
 */
export async function interpretManifests(
  found: FoundManifests,
  parsed: Map<string, CacheEntry>,
): Promise<LoadedManifests> {
  const files = await loadFiles(found.files, parsed);
  for (const [contentHash, entry] of cacheOf(files)) parsed.set(contentHash, entry);
  return allOf(found, files);
}

const noCache: ParseCache = new Map();

function allOf(found: FoundManifests, files: readonly LoadedFile[]): LoadedManifests {
  return {
    documents: files.flatMap(({ documents }) => documents),
    diagnostics: [...found.diagnostics, ...files.flatMap(({ diagnostics }) => diagnostics)],
    textByFile: new Map([...found.garbledByFile, ...found.files.map(({ file, text }) => [file, text] as const)]),
    files: found.files.length,
  };
}

interface LoadedFile {
  readonly hash: string;
  readonly documents: readonly ManifestDocument[];
  readonly diagnostics: readonly Diagnostic[];
  /** What the cache held for the content. */
  readonly cached: CacheEntry | undefined;
}

async function loadFiles(files: readonly ManifestFile[], cache: ParseCache): Promise<readonly LoadedFile[]> {
  // Loading the parser takes longer than a run without changes, which does without it.
  const parser = files.every(({ hash }) => cache.has(hash)) ? undefined : await import("./parse-manifest.ts");
  return files.map(({ file, text, hash }) => {
    const cached = cache.get(hash);
    if (cached === undefined && parser !== undefined) return { hash, cached, ...parser.parseManifest(file, text) };
    return { hash, cached, documents: decodeDocuments(file, cached ?? ""), diagnostics: [] };
  });
}

// Contents that no file has any more are dropped, so that the cache does not grow beyond what it serves.
function isOutdated(cache: ParseCache, files: readonly LoadedFile[]): boolean {
  const good = files.filter(isGood);
  return good.some(({ cached }) => cached === undefined) || new Set(good.map(({ hash }) => hash)).size < cache.size;
}

// Files with problems are parsed again each time, so that their problems are said again.
function isGood({ diagnostics }: LoadedFile): boolean {
  return diagnostics.length === 0;
}

function cacheOf(files: readonly LoadedFile[]): ParseCache {
  return new Map(files.filter(isGood).map((file) => [file.hash, file.cached ?? encodeDocuments(file.documents)]));
}
