import { explain as explainPermission, requirementOf } from "../../ask.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { renderExplanationJson } from "../../render/json/answers.ts";
import { renderExplanation } from "../../render/terminal/explanation.ts";
import type { Environment } from "../environment.ts";
import { type LiveFlags, readOrganization } from "../live-organization.ts";
import { writeLine } from "../output.ts";
import { styleOf } from "../style-of.ts";

/** What is asked: who, what, and on which object. */
export interface Asked {
  readonly person: string;
  readonly permission: string;
  readonly object: string | undefined;
}

/** Says whether somebody may do something now, and why. */
export async function explain(asked: Asked, flags: LiveFlags, environment: Environment): Promise<number> {
  const { state } = await readOrganization(flags, environment);
  const decision = explainPermission(state, asked.person, requirementOf(state, asked.permission, asked.object));
  const text =
    flags.format === "json"
      ? renderExplanationJson(decision)
      : renderExplanation(decision, styleOf(environment, environment.stdout, flags));
  await writeLine(environment.stdout, text);
  return exitCodes.done;
}
