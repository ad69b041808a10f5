import { declare, type Declared } from "../../declare.ts";
import type { LoadedManifests } from "../../load/index.ts";
import { createLocator, type Locate } from "../../load/locate.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Place } from "../../model/place.ts";
import { identityMap, type IdentityMap } from "../people/identity-map.ts";
import { readCommit } from "../source/read-commit.ts";
import type { ActionContext } from "./action-context.ts";

/** The manifests of one commit, and what they declare. Files are called by their paths in the repository. */
export interface Tree {
  readonly sha: string;
  readonly manifests: LoadedManifests;
  readonly declared: Declared;
  readonly locate: Locate;
  /** Which member a GitHub account belongs to, by these manifests. */
  readonly people: IdentityMap;
}

/** Reads the manifests of a commit. */
export async function readTree({ source, inputs }: ActionContext, sha: string): Promise<Tree> {
  const manifests = inRepository(await readCommit(source, sha, inputs.directory), inputs.directory);
  const declared = declare(manifests.documents, manifests.diagnostics);
  const people = identityMap(declared.objects.map(({ declaration }) => declaration));
  return { sha, manifests, declared, people, locate: createLocator(manifests.textByFile) };
}

// Links and annotations need the path from the root of the repository.
function inRepository(manifests: LoadedManifests, directory: string): LoadedManifests {
  if (directory === ".") return manifests;
  const whole = (file: string): string => `${directory}/${file}`;
  return {
    ...manifests,
    documents: manifests.documents.map((document) => ({ ...document, file: whole(document.file) })),
    diagnostics: manifests.diagnostics.map((found) => placedIn(found, whole)),
    textByFile: new Map([...manifests.textByFile].map(([file, text]) => [whole(file), text])),
  };
}

function placedIn(found: Diagnostic, whole: (file: string) => string): Diagnostic {
  const placed = (place: Place): Place => ({ ...place, file: whole(place.file) });
  return {
    ...found,
    ...(found.place !== undefined && { place: placed(found.place) }),
    ...(found.related !== undefined && { related: found.related.map(placed) }),
  };
}
