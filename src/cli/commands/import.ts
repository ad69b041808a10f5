import { access } from "node:fs/promises";
import { join, resolve } from "node:path";

import { checkDocuments } from "../../import/check-documents.ts";
import { type Import, makeImport } from "../../import/make-import.ts";
import { type ExportTexts, readExport } from "../../import/read-export.ts";
import { type Remark, remarkText } from "../../import/remark.ts";
import { refuseClashes, writeFiles } from "../../import/write-files.ts";
import { createLocator } from "../../load/locate.ts";
import type { ManifestDocument } from "../../model/declaration.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import { diagnosticsJson } from "../../render/json/diagnostic-json.ts";
import { formatVersion } from "../../render/json/format-version.ts";
import { jsonText } from "../../render/json/json-text.ts";
import { renderDiagnostics } from "../../render/terminal/diagnostics.ts";
import { blank, type Line, line, wholeLine } from "../../render/terminal/line.ts";
import { printLines } from "../../render/terminal/print-lines.ts";
import { actorOf } from "../actor-of.ts";
import type { Environment } from "../environment.ts";
import { readManifests } from "../manifests.ts";
import { writeLine } from "../output.ts";
import type { GlobalOptions } from "../settings.ts";
import { styleOf } from "../style-of.ts";

/** The flags of `charter import`. */
export interface ImportFlags extends GlobalOptions {
  /** A folder that the official CLI exported to, or the `personalize` folder in it. */
  readonly fromExport?: string;
  /** E-mail of the Owner of the organization that is written; the actor when absent. */
  readonly owner?: string;
  /** Title of that organization. */
  readonly title?: string;
  /** Where editors find the JSON Schema: a path from the folder that is written. */
  readonly schema?: string;
}

/**
 * Writes the manifests that an export of the official CLI becomes. All files are written or none: not over an existing
 * file, not when a part of the export cannot be read, and not when the result would be invalid.
 */
export async function importExport(out: string, flags: ImportFlags, environment: Environment): Promise<number> {
  if (flags.fromExport === undefined) throw new Failure("import-source-missing", exitCodes.usage);
  const root = resolve(environment.cwd, out);
  const texts = readExport(resolve(environment.cwd, flags.fromExport));
  const existing = await documentsIn(root, flags, environment);
  const owner = existing.some(isOrganization) ? undefined : (flags.owner ?? (await actorOf(flags, environment)));
  const founding = owner === undefined ? undefined : { owner, title: flags.title };
  const made = makeImport(texts, { founding, schema: await schemaFor(root, flags) });
  if (made.diagnostics.length > 0) return refuse(made.diagnostics, texts, { flags, environment });
  refuseClashes(root, made.files);
  const problems = checkDocuments(made.documents, existing);
  if (problems.length > 0) return refuse(problems, texts, { flags, environment });
  writeFiles(root, made.files);
  await writeLine(environment.stdout, report(made, { out, owner }, { flags, environment }));
  return exitCodes.done;
}

interface Call {
  readonly flags: ImportFlags;
  readonly environment: Environment;
}

async function documentsIn(
  root: string,
  flags: ImportFlags,
  environment: Environment,
): Promise<readonly ManifestDocument[]> {
  return (await isThere(root)) ? (await readManifests(root, flags, environment)).documents : [];
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function isOrganization({ value }: ManifestDocument): boolean {
  return isJsonObject(value) && value["kind"] === "Organization";
}

// A repository that `charter init` started holds the schema; elsewhere it comes with the package.
async function schemaFor(root: string, { schema }: ImportFlags): Promise<string> {
  if (schema === undefined) {
    return (await isThere(join(root, "schemas/manifest.json")))
      ? "./schemas/manifest.json"
      : "./node_modules/charter/schemas/manifest.json";
  }
  // It stands in a comment, which a line break would end.
  const isOneLine = !/\p{Cc}|\p{Zl}|\p{Zp}/u.test(schema);
  if (!isOneLine) throw new Failure("usage", exitCodes.usage, { detail: "--schema takes a path on one line" });
  return schema.replaceAll("\\", "/");
}

async function refuse(
  problems: readonly Diagnostic[],
  { textByFile }: ExportTexts,
  { flags, environment }: Call,
): Promise<number> {
  const locate = createLocator(textByFile);
  if (flags.format === "json") {
    const diagnostics = diagnosticsJson(problems, locate);
    await writeLine(environment.stdout, jsonText({ formatVersion, files: [], leftOut: [], cautions: [], diagnostics }));
  } else {
    await writeLine(
      environment.stderr,
      renderDiagnostics(problems, locate, styleOf(environment, environment.stderr, flags)),
    );
  }
  return exitCodes.invalidManifest;
}

interface Written {
  readonly out: string;
  /** Absent when the organization was declared before. */
  readonly owner: string | undefined;
}

function report({ files, remarks }: Import, written: Written, { flags, environment }: Call): string {
  const leftOut = remarks.filter(({ topic }) => topic === "left-out");
  const cautions = remarks.filter(({ topic }) => topic === "caution");
  const names = files.map(({ file }) => file);
  if (flags.format === "json") {
    const listed = { leftOut: leftOut.map(remarkJson), cautions: cautions.map(remarkJson) };
    return jsonText({ formatVersion, files: names, ...listed, diagnostics: [] });
  }
  if (flags.quiet === true) return "";
  const lines = [
    line(0, `Wrote ${names.length} ${names.length === 1 ? "file" : "files"} to ${written.out}:`),
    ...names.map((name) => line(2, name)),
    ...section("Left out:", leftOut),
    ...section("Look at this before you apply:", cautions),
    blank,
    wholeLine(`Next: ${nextCommand(written)}`),
  ];
  return printLines(lines, styleOf(environment, environment.stdout, flags));
}

function remarkJson(remark: Remark): Json {
  return { code: remark.code, message: remarkText(remark) };
}

function section(heading: string, remarks: readonly Remark[]): readonly Line[] {
  if (remarks.length === 0) return [];
  return [blank, line(0, heading), ...remarks.map((remark) => line(2, remarkText(remark)))];
}

function nextCommand({ out, owner }: Written): string {
  const words = ["charter", "plan", ...(out === "." ? [] : [out]), ...(owner === undefined ? [] : ["--actor", owner])];
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(" ");
}
