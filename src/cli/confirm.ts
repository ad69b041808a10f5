import { createInterface } from "node:readline/promises";

import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";
import type { Plan } from "../model/plan.ts";
import type { Environment } from "./environment.ts";

/** Asks whether to apply. Only `yes` is a yes; without a terminal to ask on, it throws `needs-confirmation`. */
export async function confirmApply({ target, actor }: Plan, environment: Environment): Promise<void> {
  const { stdin, stderr } = environment;
  if (stdin.isTTY !== true || stderr.isTTY !== true) throw new Failure("needs-confirmation", exitCodes.usage);
  const prompt = createInterface({ input: stdin, output: stderr });
  // End of input is no answer, and no answer is a no.
  const closed = new Promise<string>((resolve) => prompt.once("close", () => resolve("")));
  try {
    const question = `\nApply this plan to ${target} as ${actor.email}? Only "yes" is accepted: `;
    const answer = await Promise.race([prompt.question(question), closed]);
    if (answer.trim() !== "yes") throw new Failure("not-confirmed", exitCodes.usage);
  } finally {
    prompt.close();
  }
}
