/** Folders of `src` (and of `test`) whose code does no input or output. The linter and the borders know the same list. */
export const PURE_FOLDERS = [
  "model",
  "kinds",
  "validate",
  "resolve",
  "diff",
  "roles",
  "authorize",
  "guards",
  "plan",
  "render",
] as const;
