/**
 * The help of the whole program as it was printed when the program was built, from the same descriptions as ever; printing
 * it anew takes half of all the time that `--help` takes. Absent for a narrow window, which needs other line breaks, and
 * where the sources run as they are.
 */
export function builtHelp(columns: number | undefined): string | undefined {
  return typeof CHARTER_HELP === "string" && (columns ?? widest) >= widest ? CHARTER_HELP : undefined;
}

/** No help is wider, however wide the window is. */
const widest = 100;

declare const CHARTER_HELP: string | undefined;
