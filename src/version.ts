/** The version of this program: the package's own. */
export const version = "0.1.0";

/**
 * What exactly was built: a digest of the sources, put in when the bundle is made. Absent when the sources run as they are, where
 * nothing that one run keeps may be used by the next.
 */
export const build: string | undefined = typeof CHARTER_BUILD === "string" ? CHARTER_BUILD : undefined;

declare const CHARTER_BUILD: string | undefined;
