import type { Style } from "../render/terminal/style.ts";
import type { Environment } from "./environment.ts";

/**
 * How to draw on a stream. `--no-color` and NO_COLOR (no-color.org) turn colours off, FORCE_COLOR turns them on, and
 * otherwise only a terminal that is not a dumb one gets them.
 */
export function styleOf(
  environment: Environment,
  stream: Environment["stdout"],
  options: { readonly color: boolean },
): Style {
  return { colour: options.color && wantsColour(environment, stream), width: widthOf(environment, stream) };
}

/** How to draw tables: where nobody looks at a screen, rows stay whole, for programs that read lines. */
export function tableStyleOf(environment: Environment, options: { readonly color: boolean }): Style {
  const style = styleOf(environment, environment.stdout, options);
  return environment.stdout.isTTY === true ? style : { ...style, width: Number.MAX_SAFE_INTEGER };
}

function wantsColour({ variables }: Environment, stream: Environment["stdout"]): boolean {
  if (isSet(variables["NO_COLOR"])) return false;
  const forced = variables["FORCE_COLOR"];
  if (isSet(forced)) return forced !== "0" && forced !== "false";
  return stream.isTTY === true && variables["TERM"] !== "dumb";
}

function widthOf({ variables }: Environment, stream: Environment["stdout"]): number {
  const columns = stream.columns ?? Number(variables["COLUMNS"]);
  return Number.isInteger(columns) && columns > 0 ? Math.min(columns, widest) : fallbackWidth;
}

const fallbackWidth = 80;
// Longer lines are harder to read, however wide the window is.
const widest = 120;

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== "";
}
