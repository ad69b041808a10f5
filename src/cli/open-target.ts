import { kindsByName } from "../kinds/index.ts";
import { openTarget } from "../targets/index.ts";
import type { Target } from "../targets/target.ts";
import type { Environment } from "./environment.ts";
import { given, type GlobalOptions, targetOf } from "./settings.ts";

/** Opens the target for as long as the work takes, and closes it whatever happens. */
export async function withTarget<Result>(
  options: GlobalOptions,
  environment: Environment,
  work: (target: Target) => Promise<Result>,
): Promise<Result> {
  const { cwd, variables } = environment;
  const target = await openTarget(await targetOf(options, environment), {
    kinds: kindsByName,
    folder: cwd,
    smtpUrl: given(variables["CHARTER_SMTP_URL"]),
    mailFrom: given(variables["CHARTER_MAIL_FROM"]),
    outbox: given(variables["CHARTER_OUTBOX"]),
    variables,
  });
  try {
    return await work(target);
  } finally {
    await target.close();
  }
}
