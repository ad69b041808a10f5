import { type GeneratedDocument, writeManifest } from "./manifest-text.ts";
import { peopleOf } from "./people.ts";
import { placesOf } from "./places.ts";
import { resourcesOf } from "./resources.ts";
import { sizeOf, type Team } from "./team.ts";

/** Which organization to make. */
export interface OrganizationSize {
  readonly objects: number;
  /** Another number gives the same objects with another description or name each. */
  readonly edition: number;
}

/** The person who owns every generated organization. */
export const ownerEmail = "person-0-0@bench.test";

/**
 * The documents of an organization of exactly so many objects, the same on every machine: teams of up to 400 objects, each
 * with its people, custom roles, a project of every product, and what a Personalize project holds. Service limits are a
 * warning, since large organizations have theirs raised.
 */
export function* generateOrganization({ objects, edition }: OrganizationSize): Generator<GeneratedDocument> {
  yield organization(edition);
  const teams = Math.ceil((objects - 1) / largestTeam);
  for (let number = 0; number < teams; number += 1) {
    const shareOf = (upTo: number): number => Math.floor(((objects - 1) * upTo) / teams);
    const team: Team = { number, edition, size: sizeOf(shareOf(number + 1) - shareOf(number)) };
    yield* peopleOf(team);
    yield* placesOf(team);
    yield* resourcesOf(team);
  }
}

const largestTeam = 400;

function organization(edition: number): GeneratedDocument {
  return writeManifest({
    file: "organization",
    kind: "Organization",
    name: "bench",
    team: 0,
    spec: [
      `title: Bench ${edition}`,
      "owner: person-0-0",
      "guards:",
      "  minAdmins: 2",
      "  quota: warning",
      "protected:",
      "  - Member/person-0-0",
      "allowedEmailDomains:",
      "  - bench.test",
    ],
  });
}
