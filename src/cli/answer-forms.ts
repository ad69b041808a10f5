import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";
import type { Format } from "./settings.ts";

/** Refuses a form that a command's answer does not have, rather than answer in another one. Throws `form-unknown`. */
export function assertForm(command: string, form: Format | undefined): void {
  const known = forms.get(command) ?? ["terminal", "json"];
  if (form === undefined || known.includes(form)) return;
  throw new Failure("form-unknown", exitCodes.usage, { form, command: `charter ${command}`, known });
}

const forms: ReadonlyMap<string, readonly Format[]> = new Map([
  ["plan", ["terminal", "json", "markdown"]],
  ["apply", ["terminal", "json", "markdown"]],
  ["completion", ["terminal"]],
]);
