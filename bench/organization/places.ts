import { description, type GeneratedDocument, writeManifest } from "./manifest-text.ts";
import { titleOfRole } from "./people.ts";
import type { Team } from "./team.ts";

/** A team's projects: one for each product, in which some of its people have a seat. */
export function* placesOf(team: Team): Generator<GeneratedDocument> {
  yield place(team, {
    name: `stack-${team.number}`,
    product: "cms",
    roles: ["Developer", "Content Manager", titleOfRole(team, 0)],
  });
  yield place(team, {
    name: `shop-${team.number}`,
    product: "personalize",
    roles: ["Project Owner", "Project Member"],
    more: [`connectedStack: stack-${team.number}`, "experiencePriority:", ...priority(team)],
  });
  if (team.size.projects <= 2) return;
  yield place(team, { name: `space-${team.number}`, product: "assets", roles: ["Space Admin", "Asset Manager"] });
  yield place(team, { name: `agents-${team.number}`, product: "agentos", roles: ["AgentOS Admin", "AgentOS Member"] });
}

interface Place {
  readonly name: string;
  readonly product: string;
  /** Given to the project's people in turn. */
  readonly roles: readonly string[];
  readonly more?: readonly string[];
}

function place(team: Team, { name, product, roles, more = [] }: Place): GeneratedDocument {
  const people = peopleIn(team);
  return writeManifest({
    file: `teams/team-${team.number}/projects/${name}`,
    kind: "Project",
    name,
    team: team.number,
    spec: [
      `product: ${product}`,
      `title: Place ${name}`,
      ...description(name, team.edition),
      ...more,
      "members:",
      ...people.flatMap((member, index) => [
        `  - member: ${member}`,
        `    roles: [${roles[index % roles.length] ?? ""}]`,
      ]),
    ],
  });
}

// One person of the first team is in every project, as whoever supports them all would be.
function peopleIn({ number, size }: Team): readonly string[] {
  const own = Array.from({ length: Math.min(size.members, 8) }, (_, index) => `person-${number}-${index}`);
  return number === 0 ? own : [...own, "person-0-1"];
}

function priority({ number, size }: Team): readonly string[] {
  const first = Math.min(size.experiences, 3);
  return Array.from({ length: first }, (_, index) => `  - experience-${number}-${index}`);
}
