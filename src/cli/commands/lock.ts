import { exitCodes } from "../../model/exit-code.ts";
import type { LockStatus } from "../../targets/target-lock.ts";
import { answerJson } from "../answer-json.ts";
import type { Environment } from "../environment.ts";
import { withTarget } from "../open-target.ts";
import { writeLine } from "../output.ts";
import type { GlobalOptions } from "../settings.ts";
import { tellOnly } from "../tell-only.ts";

/** Says who holds the lock of the organization. */
export async function lockStatus(flags: GlobalOptions, environment: Environment): Promise<number> {
  const status = await withTarget(flags, environment, (target) => target.lock.status());
  await writeLine(environment.stdout, flags.format === "json" ? answerJson(status) : describe(status));
  return exitCodes.done;
}

/** Takes the lock from a holder that died; the id says which lock is meant. */
export async function releaseLock(id: string, flags: GlobalOptions, environment: Environment): Promise<number> {
  const status = await withTarget(flags, environment, (target) => target.lock.release(id));
  const text = flags.format === "json" ? answerJson(status) : `Lock ${id} is released.`;
  await tellOnly({ flags, environment }, () => writeLine(environment.stdout, text));
  return exitCodes.done;
}

function describe({ id, state, holder, since }: LockStatus): string {
  const who = holder === undefined ? "somebody" : `${holder}, since ${since ?? "an unknown time"}`;
  switch (state) {
    case "free":
      return "The lock is free.";
    case "announced":
      return `Lock ${id} is held by ${who}, who is about to write.`;
    case "writing":
      return `Lock ${id} is held by ${who}, who is writing.`;
    case "abandoned":
      return `Lock ${id} was left behind by ${who}. The next apply takes it.`;
  }
}
