/** How much may be read from a folder of manifests. A caller with many objects may raise each of them. */
export interface Limits {
  readonly files: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
  /** Length of a path below the root, in bytes of UTF-8. */
  readonly pathBytes: number;
}

/** The limits of a run that says nothing else. */
export const defaultLimits: Limits = {
  files: 5_000,
  fileBytes: 1_048_576,
  totalBytes: 33_554_432,
  pathBytes: 512,
};

/** What one manifest may hold. Fixed: a manifest beyond them is never one that a person reviews. */
export const manifestLimits = {
  depth: 32,
  nodes: 200_000,
  scalarBytes: 65_536,
  /** In code points. */
  keyLength: 256,
} as const;
