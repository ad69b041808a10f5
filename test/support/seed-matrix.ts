/**
 * The table "User Permissions" of Contentstack Personalize, typed by hand from the documentation page and kept apart from
 * the product's own table: resource, action, Organization Owner or Admin, Project Owner, Project Member.
 */
const seedMatrix = `
  Project             | Create                   | yes | yes | no
  Project             | Update                   | yes | yes | no
  Project             | Connect/Disconnect stack | yes | yes | no
  Project             | Delete                   | yes | yes | no
  Users               | Invite                   | yes | yes | no
  Users               | Remove                   | yes | yes | no
  Experiences         | Create                   | yes | yes | yes
  Experiences         | Update                   | yes | yes | yes
  Experiences         | Delete                   | yes | yes | yes
  Experience Versions | Create                   | yes | yes | yes
  Experience Versions | Update                   | yes | yes | yes
  Experience Versions | Delete                   | yes | yes | yes
  Audiences           | Create                   | yes | yes | yes
  Audiences           | Update                   | yes | yes | yes
  Audiences           | Delete                   | yes | yes | yes
  Attributes          | Create                   | yes | yes | yes
  Attributes          | Update                   | yes | yes | yes
  Attributes          | Delete                   | yes | yes | yes
  Events              | Create                   | yes | yes | yes
  Events              | Update                   | yes | yes | yes
  Events              | Delete                   | yes | yes | yes
`;

/** One row of the table, with the people each column speaks of. */
export interface SeedRow {
  readonly row: string;
  /** The name the row's permission has in plans, such as `experience-version:create`. */
  readonly permission: string;
  readonly administrators: boolean;
  readonly projectOwner: boolean;
  readonly projectMember: boolean;
}

/** The rows of the table, named `Project: Create`. */
export function seedRows(): readonly SeedRow[] {
  return seedMatrix
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map(([resource = "", action = "", ...cells]) => {
      const [administrators = false, projectOwner = false, projectMember = false] = cells.map((cell) => cell === "yes");
      const permission = `${nounsByResource[resource] ?? ""}:${verbsByAction[action] ?? ""}`;
      return { row: `${resource}: ${action}`, permission, administrators, projectOwner, projectMember };
    });
}

const nounsByResource: Readonly<Record<string, string>> = {
  Project: "project",
  Users: "project-users",
  Experiences: "experience",
  "Experience Versions": "experience-version",
  Audiences: "audience",
  Attributes: "attribute",
  Events: "event",
};

const verbsByAction: Readonly<Record<string, string>> = {
  Create: "create",
  Update: "update",
  Delete: "delete",
  Invite: "invite",
  Remove: "remove",
  "Connect/Disconnect stack": "connect-stack",
};
