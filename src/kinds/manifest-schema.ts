import { documentSchema, supportedVersions } from "./document-schema.ts";
import type { Kind } from "./kind.ts";

/**
 * One draft-07 schema for documents of every kind, for editors. Written with `if` and `then`, so that a wrong key is reported
 * for the kind that is written and not for all of them.
 */
export function manifestSchema(kinds: readonly Kind[]): object {
  return {
    $schema: draft07,
    title: "Charter manifest",
    description: "One document of a Charter manifest, of whichever kind.",
    type: "object",
    required: ["apiVersion", "kind", "metadata", "spec"],
    properties: {
      apiVersion: {
        title: "Format version",
        description: "The version of the manifest format.",
        enum: [...supportedVersions],
      },
      kind: { title: "Kind", description: "What the document declares.", enum: kinds.map(({ name }) => name) },
    },
    allOf: kinds.map((kind) => ({
      if: { properties: { kind: { const: kind.name } }, required: ["kind"] },
      then: withoutDefinitions(documentSchema(kind)),
    })),
    definitions: Object.assign({}, ...kinds.map((kind) => documentSchema(kind).definitions ?? {})) as object,
  };
}

/** The dialect of every schema Charter publishes. */
export const draft07 = "http://json-schema.org/draft-07/schema#";

function withoutDefinitions({ definitions: _, ...schema }: ReturnType<typeof documentSchema>): object {
  return schema;
}
