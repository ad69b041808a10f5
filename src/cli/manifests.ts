import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

import { type LoadedManifests, loadManifests } from "../load/index.ts";
import { defaultLimits } from "../load/limits.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Place, Span } from "../model/place.ts";
import { build, version } from "../version.ts";
import type { Environment } from "./environment.ts";
import { fileSettings, given, type GlobalOptions } from "./settings.ts";

/** Reads the manifests below a folder, or one file, through the parse cache unless that is turned off. */
export async function readManifests(
  directory: string,
  options: Pick<GlobalOptions, "cache">,
  environment: Environment,
): Promise<LoadedManifests> {
  const root = resolve(environment.cwd, directory);
  const { files } = await fileSettings(environment);
  const limits = files === undefined ? defaultLimits : raised(files);
  const cacheFile = options.cache && build !== undefined ? cacheFileFor(root, environment) : undefined;
  const manifests = await loadManifests(root, { limits, version: `${version}+${build}`, cacheFile });
  return { ...manifests, diagnostics: manifests.diagnostics.map((found) => inTheirWords(found, directory, root)) };
}

// A folder is called as the user called it, not by a path that differs from machine to machine.
function inTheirWords(found: Diagnostic, directory: string, root: string): Diagnostic {
  if (found.code !== "nothing-declared") return found;
  return { ...found, args: { folder: directory, cause: existsSync(root) ? undefined : "missing" } };
}

// Whoever raises the number of files means the amount of text to grow with it.
function raised(files: number): typeof defaultLimits {
  const factor = Math.max(1, files / defaultLimits.files);
  return { ...defaultLimits, files, totalBytes: Math.ceil(defaultLimits.totalBytes * factor) };
}

/** Turns places into lines and columns; what locates nodes is loaded only when there is something to show. */
export async function locatorFor(
  { textByFile }: LoadedManifests,
  places: readonly unknown[],
): Promise<(place: Place) => Span | undefined> {
  if (places.length === 0) return () => undefined;
  const { createLocator } = await import("../load/locate.ts");
  return createLocator(textByFile);
}

// One cache for each folder, outside of it: nothing appears in anybody's repository.
function cacheFileFor(root: string, { variables }: Environment): string | undefined {
  const named = given(variables["XDG_CACHE_HOME"]);
  const base = named !== undefined && isAbsolute(named) ? named : cacheAtHome();
  if (base === undefined) return undefined;
  const name = createHash("sha256").update(root).digest("hex").slice(0, 32);
  return join(base, "charter", "parsed", name);
}

// A user without a home, as in some containers, is told by an exception.
function cacheAtHome(): string | undefined {
  try {
    return join(homedir(), ".cache");
  } catch {
    return undefined;
  }
}
