import { Buffer } from "node:buffer";
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { decodeText } from "../load/decode-text.ts";
import { readRegularFile, refusalOf } from "../load/read-regular-file.ts";
import type { Refusal } from "../load/read-regular-file.ts";
import { type Diagnostic, problem } from "../model/diagnostic.ts";
import { compareText } from "../model/json.ts";
import { findExport } from "./find-export.ts";

/** The files of an export as text. */
export interface ExportTexts {
  /** Where the export's files begin, below the folder that was named: empty, or ending with a slash. */
  readonly base: string;
  /** By path below the folder that was named. */
  readonly textByFile: ReadonlyMap<string, string>;
  /** What could not be read. */
  readonly diagnostics: readonly Diagnostic[];
}

// How much an export may hold: many times the service's own limits.
const exportLimits = { files: 5_000, fileBytes: 16_777_216, totalBytes: 134_217_728 } as const;

/**
 * Reads an export of the official CLI below a folder. Only files that manifests are made from are opened, none through a
 * symbolic link; a file that is not there is left out. Throws the Failures of `findExport`.
 */
export function readExport(root: string): ExportTexts {
  const folder = findExport(root);
  const base = folder === "." ? "" : `${folder}/`;
  const diagnostics: Diagnostic[] = [];
  const paths = listFiles(root, base, diagnostics);
  const textByFile = new Map<string, string>();
  let totalBytes = 0;
  for (const path of paths) {
    const text = readText(join(root, path));
    if (typeof text !== "string") diagnostics.push(fileProblem(path, text));
    else textByFile.set(path, text);
    totalBytes += typeof text === "string" ? Buffer.byteLength(text) : 0;
    if (totalBytes > exportLimits.totalBytes) break;
  }
  const tooLarge = fileProblem(base, { code: "total-too-large", args: { limit: exportLimits.totalBytes } });
  return { base, textByFile, diagnostics: totalBytes > exportLimits.totalBytes ? [tooLarge] : diagnostics };
}

// The layout that the official CLI writes, with a file for each experience's versions.
const files = ["projects", "attributes", "audiences", "events", "experiences"].map((name) => `${name}/${name}.json`);
const versions = "experiences/versions";

function listFiles(root: string, base: string, diagnostics: Diagnostic[]): readonly string[] {
  const links = new Set<string>();
  const isThere = (path: string): boolean => {
    const found = findOnTheWay(root, path);
    if (typeof found === "boolean") return found;
    if (!links.has(found.link)) diagnostics.push(fileProblem(found.link, { code: "symlink-refused" }));
    links.add(found.link);
    return false;
  };
  const top = files.map((file) => `${base}${file}`).filter(isThere);
  if (!isThere(`${base}${versions}`)) return top;
  const names = namesIn(root, `${base}${versions}`, diagnostics);
  if (names.length <= exportLimits.files) return [...top, ...names.map((name) => `${base}${versions}/${name}`)];
  diagnostics.push(fileProblem(`${base}${versions}`, { code: "too-many-files", args: { limit: exportLimits.files } }));
  return top;
}

// A folder on the way may be a link as well as the file itself.
function findOnTheWay(root: string, path: string): boolean | { readonly link: string } {
  const steps = path.split("/");
  for (const at of steps.keys()) {
    const way = steps.slice(0, at + 1).join("/");
    const about = lstatSync(join(root, way), { throwIfNoEntry: false });
    if (about === undefined) return false;
    if (about.isSymbolicLink()) return { link: way };
  }
  return true;
}

function namesIn(root: string, path: string, diagnostics: Diagnostic[]): readonly string[] {
  try {
    const names = readdirSync(join(root, path)).filter((name) => name.endsWith(".json"));
    return names.toSorted(compareText);
  } catch (error) {
    diagnostics.push(fileProblem(path, refusalOf(error)));
    return [];
  }
}

function readText(path: string): string | Refusal {
  const bytes = readRegularFile(path, exportLimits.fileBytes);
  if (!Buffer.isBuffer(bytes)) return bytes;
  const text = decodeText(bytes);
  return typeof text === "string" ? text : { code: "encoding-not-utf8", args: { encoding: text.encoding } };
}

function fileProblem(file: string, { code, args }: Refusal): Diagnostic {
  return problem(code, { file, start: 0, end: 0 }, args);
}
