import type { MessageArguments } from "./diagnostic.ts";

/**
 * What a person cannot mend in a manifest: a target that cannot be read, a lock that is held, a plan that is stale.
 * It is thrown, and carries the exit code it ends the run with (README, "Exit codes").
 */
export class Failure extends Error {
  readonly code: string;
  readonly exitCode: number;
  readonly args: MessageArguments;

  // The cause stands where every Error has it, after what Charter adds.
  // oxlint-disable-next-line max-params
  constructor(code: string, exitCode: number, args: MessageArguments = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = "Failure";
    this.code = code;
    this.exitCode = exitCode;
    this.args = args;
  }
}
