/** A manifest document and the file it stands in when every document has one of its own, without ending. */
export interface GeneratedDocument {
  readonly file: string;
  readonly text: string;
}

/** What a document is written from. */
export interface ManifestParts {
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  readonly project?: string;
  /** Number of the team that keeps the object. */
  readonly team: number;
  /** Lines of the spec. */
  readonly spec: readonly string[];
}

/** Writes a document as a careful team keeps it: with labels, annotations and a comment, about 25 lines in all. */
export function writeManifest({ file, kind, name, project, team, spec }: ManifestParts): GeneratedDocument {
  const lines = [
    `# Kept by team ${team}; ask in its channel before you change this.`,
    "apiVersion: charter/v1",
    `kind: ${kind}`,
    "metadata:",
    `  name: ${name}`,
    ...(project === undefined ? [] : [`  project: ${project}`]),
    "  labels:",
    `    team: team-${team}`,
    `    cost-center: cc-${4000 + team}`,
    "  annotations:",
    `    ticket: BENCH-${1000 + ((name.length * 37 + team) % 9000)}`,
    "    reviewed-by: the people who look after it",
    "spec:",
    ...spec.map((line) => `  ${line}`),
    "",
  ];
  return { file, text: lines.join("\n") };
}

/** A description of three lines, folded to one when it is read. */
export function description(subject: string, edition: number): readonly string[] {
  return [
    "description: >-",
    `  What the team agreed on for ${subject},`,
    "  and where the details are written down for whoever takes over.",
    `  This is edition ${edition}.`,
  ];
}
