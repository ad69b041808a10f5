/** The version of this program: the package's own. */
export const version = "0.1.0";

/**
 * What exactly was built: a digest of the sources, put in when the bundle is made. Absent when the sources run as they are, where
 * nothing that one run keeps may be used by the next.
 */
export const build: string | undefined = typeof CHARTER_BUILD === "string" ? CHARTER_BUILD : undefined;

/**
 * The GitHub Action of this version, as a workflow refers to it. A release puts its commit in; without one it is the version's tag,
 * which is a name that can be moved, so the workflow says that it must be replaced.
 */
export const action = {
  repository: "charter-dev/charter",
  commit: typeof CHARTER_ACTION_COMMIT === "string" ? CHARTER_ACTION_COMMIT : undefined,
} as const;

declare const CHARTER_BUILD: string | undefined;
declare const CHARTER_ACTION_COMMIT: string | undefined;
