import { getInput, setSecret } from "@actions/core";

import type { Diagnostic } from "../../model/diagnostic.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { type Inputs, parseInputs, type ReadInput } from "./parse-inputs.ts";

/** Inputs that were not understood: each problem has a sentence of its own. */
export class InputFailure extends Failure {
  readonly problems: readonly Diagnostic[];

  constructor(problems: readonly Diagnostic[]) {
    super("input-refused", exitCodes.usage, { count: problems.length });
    this.problems = problems;
  }
}

/**
 * The Action's inputs. Before anything else, secrets among them are made known to the runner, which blacks them out in
 * logs. Throws an InputFailure with everything that is wrong.
 */
export function readInputs(read: ReadInput = getInput, hide: (secret: string) => void = setSecret): Inputs {
  for (const secret of secretsIn(read)) hide(secret);
  const { inputs, problems } = parseInputs(read);
  if (inputs === undefined) throw new InputFailure(problems);
  return inputs;
}

/** Makes the passwords that the job's variables hold known to the runner, which blacks them out in logs. */
export function hideVariables(
  variables: Readonly<Record<string, string | undefined>>,
  hide: (secret: string) => void = setSecret,
): void {
  const passwords = [variables["PGPASSWORD"], URL.parse(variables["CHARTER_SMTP_URL"] ?? "")?.password];
  for (const password of passwords) {
    if (password === undefined || password === "") continue;
    for (const secret of new Set([password, decoded(password)])) hide(secret);
  }
}

/** Takes NODE_OPTIONS away, so that no process started from here runs code that a repository chose. */
export function dropNodeOptions(environment: Record<string, string | undefined> = process.env): void {
  Reflect.deleteProperty(environment, "NODE_OPTIONS");
}

// The password of a target, as written and as meant, also where the address is not well written.
function secretsIn(read: ReadInput): readonly string[] {
  const target = read("target").trim();
  const written = [
    /^[^/]*\/\/[^:/]*:(.*)@/s.exec(target)?.[1] ?? "",
    ...Array.from(target.matchAll(/[?&]password=([^&#]*)/g), ([, password = ""]) => password),
  ];
  const passwords = written.flatMap((password) => [
    password,
    decoded(password),
    decoded(password.replaceAll("+", " ")),
  ]);
  return [...new Set([read("github-token").trim(), ...passwords])].filter((secret) => secret !== "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
