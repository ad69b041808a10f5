import { description, type GeneratedDocument, writeManifest } from "./manifest-text.ts";
import type { Team } from "./team.ts";

/** A team's people and custom roles. The first two people of the first team administer the organization. */
export function* peopleOf(team: Team): Generator<GeneratedDocument> {
  for (let index = 0; index < team.size.members; index += 1) yield member(team, index);
  for (let index = 0; index < team.size.roles; index += 1) yield role(team, index);
}

function member({ number, edition }: Team, index: number): GeneratedDocument {
  const name = `person-${number}-${index}`;
  const isOwner = number === 0 && index === 0;
  return writeManifest({
    file: `teams/team-${number}/members/${name}`,
    kind: "Member",
    name,
    team: number,
    spec: [
      `email: ${name}@bench.test`,
      `fullName: Person ${index} of team ${number}, edition ${edition}`,
      "github:",
      `  id: ${1_000_000 + number * 1000 + index}`,
      `  login: ${name}`,
      ...(isOwner ? [] : ["administrationRoles:", `  - ${administrationRole(number, index)}`]),
      "productRoles:",
      "  cms:",
      `    - ${index % 4 === 0 ? "Developer" : "Content Manager"}`,
      "  assets:",
      "    - Member",
      ...(isOwner ? [] : ["invitation:", "  message: Welcome to the team"]),
    ],
  });
}

function administrationRole(team: number, index: number): string {
  if (team === 0 && index === 1) return "Admin";
  return index % 20 === 7 ? "Product Analytics Viewer" : "Member";
}

// The first role of a team is one of its stack, which people in the stack hold.
function role(team: Team, index: number): GeneratedDocument {
  const { number, edition } = team;
  const name = `role-${number}-${index}`;
  return writeManifest({
    file: `teams/team-${number}/roles/${name}`,
    kind: "Role",
    name,
    team: number,
    spec: [
      `title: ${titleOfRole(team, index)}`,
      ...description(name, edition),
      ...(index === 0 ? stackRole(number) : organizationRole(index)),
    ],
  });
}

/** The title of a team's custom role. */
export function titleOfRole({ number }: Pick<Team, "number">, index: number): string {
  return `Editor ${index} of team ${number}`;
}

function stackRole(team: number): readonly string[] {
  return [
    "product: cms",
    "level: project",
    `project: stack-${team}`,
    "rules:",
    "  - module: branch",
    "    branches: [main]",
    "    acl: { read: true }",
    "  - module: content_type",
    "    content_types: [news, page]",
    "    acl:",
    "      read: true",
    "      sub_acl: { read: true, create: true, update: true, delete: false, publish: true }",
  ];
}

function organizationRole(index: number): readonly string[] {
  return [
    `product: ${index % 2 === 0 ? "assets" : "administration"}`,
    "level: product",
    "rules:",
    "  - category: Audit Logs",
    "    actions: [View]",
    "  - category: Plan Settings",
    "    actions: [View, Edit]",
  ];
}
