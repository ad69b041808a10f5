import type { LoadedManifests } from "../load/index.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { renderValidationJson } from "../render/json/answers.ts";
import { renderDiagnostics } from "../render/terminal/diagnostics.ts";
import type { Environment } from "./environment.ts";
import { locatorFor } from "./manifests.ts";
import { writeLine } from "./output.ts";
import type { GlobalOptions } from "./settings.ts";
import { styleOf } from "./style-of.ts";

/** What was found in manifests. */
export interface Validated {
  readonly manifests: LoadedManifests;
  readonly documents: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Says what is wrong with manifests: for people on stderr, or as the whole answer in JSON. */
export async function showValidation(
  { manifests, documents, diagnostics }: Validated,
  { options, environment }: { readonly options: GlobalOptions; readonly environment: Environment },
): Promise<void> {
  const locate = await locatorFor(manifests, diagnostics);
  if (options.format === "json") {
    return writeLine(environment.stdout, renderValidationJson({ documents, diagnostics }, locate));
  }
  const style = styleOf(environment, environment.stderr, options);
  await writeLine(environment.stderr, renderDiagnostics(diagnostics, locate, style));
}
