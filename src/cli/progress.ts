import type { Environment } from "./environment.ts";
import { withoutAlarm } from "./output.ts";

/** Says what a long run is doing. */
export interface Progress {
  /** Names the step that begins. */
  readonly step: (text: string) => void;
  /** Takes the last step's name off the screen. */
  readonly end: () => void;
}

/**
 * Progress on stderr: on a terminal one line that is written over, elsewhere a line for each step. Small work is done before
 * anybody could read it, so nothing is said about it.
 */
export function progressOn(
  { stderr }: Environment,
  options: { readonly quiet?: boolean | undefined; readonly size: number },
): Progress {
  if (options.quiet === true || options.size < worthTelling) return silent;
  const stream = withoutAlarm(stderr);
  if (stderr.isTTY !== true) return { step: (text) => void stream.write(`${text}\n`), end: () => undefined };
  return {
    step: (text) => void stream.write(`\r\u001B[K${text} …`),
    end: () => void stream.write("\r\u001B[K"),
  };
}

/** Documents that take about half a second. */
const worthTelling = 2000;

const silent: Progress = { step: () => undefined, end: () => undefined };
