import { declare } from "../../declare.ts";
import { checkFloors } from "../../guards/declared-floors.ts";
import { diagnosticsExitCode } from "../../plan/verdict-exit-code.ts";
import type { Environment } from "../environment.ts";
import { readManifests } from "../manifests.ts";
import { writeLine } from "../output.ts";
import type { GlobalOptions } from "../settings.ts";

/** Checks manifests offline: schema, references, meaning, and the floors that a declared organization must keep. */
export async function validate(directory: string, options: GlobalOptions, environment: Environment): Promise<number> {
  const manifests = await readManifests(directory, options, environment);
  const declared = declare(manifests.documents, manifests.diagnostics);
  const found = [...declared.diagnostics, ...declared.unknownRoles.map(({ diagnostic }) => diagnostic)];
  const diagnostics = found.some(({ severity }) => severity === "error")
    ? found
    : [...found, ...checkFloors(declared.objects)];
  const { documents } = declared;
  const isJson = options.format === "json";
  if (isJson || diagnostics.length > 0) {
    // The sentences are loaded when there is something to say.
    const { showValidation } = await import("../show-validation.ts");
    await showValidation({ manifests, documents, diagnostics }, { options, environment });
  }
  const exitCode = diagnosticsExitCode(diagnostics);
  if (exitCode === 0 && !isJson && options.quiet !== true) {
    const text = `Valid: ${countOf(documents, "document")} in ${countOf(manifests.files, "file")}.`;
    await writeLine(environment.stdout, text);
  }
  return exitCode;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
