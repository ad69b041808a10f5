import type { LoadedManifests } from "../load/index.ts";
import type { Plan } from "../model/plan.ts";
import { renderPlanJson } from "../render/json/plan.ts";
import { renderPlanMarkdown } from "../render/markdown/plan.ts";
import { renderDiagnostics } from "../render/terminal/diagnostics.ts";
import { renderPlan } from "../render/terminal/plan.ts";
import type { Environment } from "./environment.ts";
import { locatorFor } from "./manifests.ts";
import { writeLine, writeText } from "./output.ts";
import type { GlobalOptions } from "./settings.ts";
import { styleOf } from "./style-of.ts";

/** Shows a plan in the form that was asked for. Problems in manifests go to stderr when people read. */
export async function showPlan(
  plan: Plan,
  manifests: LoadedManifests | undefined,
  { options, environment }: { readonly options: GlobalOptions; readonly environment: Environment },
): Promise<void> {
  const locate = manifests === undefined ? () => undefined : await locatorFor(manifests, plan.diagnostics);
  if (options.format === "json") return writeText(environment.stdout, renderPlanJson(plan, locate));
  if (options.format === "markdown") return writeLine(environment.stdout, renderPlanMarkdown(plan, { locate }));
  const problems = renderDiagnostics(plan.diagnostics, locate, styleOf(environment, environment.stderr, options));
  await writeLine(environment.stderr, problems);
  if (plan.verdict === "invalid") return;
  await writeLine(
    environment.stdout,
    renderPlan({ ...plan, diagnostics: [] }, styleOf(environment, environment.stdout, options)),
  );
}

/** Shows a plan to the person who is asked about it, on stderr, while stdout waits for JSON. */
export function showPlanToPeople(
  plan: Plan,
  manifests: LoadedManifests | undefined,
  { options, environment }: { readonly options: GlobalOptions; readonly environment: Environment },
): Promise<void> {
  const onStderr = { cwd: environment.cwd, variables: environment.variables, stdin: environment.stdin };
  const { stderr } = environment;
  return showPlan(plan, manifests, {
    options: { ...options, format: "terminal" },
    environment: { ...onStderr, stdout: stderr, stderr },
  });
}
