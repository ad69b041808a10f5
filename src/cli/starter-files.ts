import { starterCodeOwners, starterWorkflow } from "./starter-workflow.ts";

/** A file of a new repository. */
export interface StarterFile {
  readonly file: string;
  readonly text: string;
}

/** Who the new repository is for. */
export interface Starter {
  readonly title: string;
  /** Handle of the organization. */
  readonly name: string;
  /** Handle and e-mail of its Owner. */
  readonly owner: string;
  readonly email: string;
  /** The schema that editors check manifests with. */
  readonly schema: string;
}

/** The files of a repository that plans at once: an organization with its Owner, and a first Personalize project. */
export function starterFiles(starter: Starter): readonly StarterFile[] {
  return [
    { file: "organization.yaml", text: organization(starter) },
    { file: `members/${starter.owner}.yaml`, text: member(starter) },
    { file: "projects/storefront/project.yaml", text: project(starter) },
    { file: "projects/storefront/audiences.yaml", text: audiences() },
    { file: "schemas/manifest.json", text: starter.schema },
    { file: ".github/workflows/charter.yml", text: starterWorkflow() },
    { file: ".github/CODEOWNERS", text: starterCodeOwners(starter.email) },
    { file: ".gitignore", text: ".charter/\n" },
    { file: "README.md", text: readme(starter) },
  ];
}

function schemaLine(depth: number): string {
  return `# yaml-language-server: $schema=${"../".repeat(depth)}schemas/manifest.json\n`;
}

function organization({ name, title, owner }: Starter): string {
  return `${schemaLine(0)}apiVersion: charter/v1
kind: Organization
metadata:
  name: ${yamlText(name)}
spec:
  title: ${JSON.stringify(title)}
  owner: ${yamlText(owner)}
  guards:
    # One person alone can lock everybody out. Make a second one Admin, then raise this to 2.
    minAdmins: 1
`;
}

function member({ owner, email }: Starter): string {
  return `${schemaLine(1)}apiVersion: charter/v1
kind: Member
metadata:
  name: ${yamlText(owner)}
spec:
  email: ${yamlText(email)}
  administrationRoles: [Member]
`;
}

// An address may begin with a sign that means something in YAML, and a handle may read as a number or as nothing.
function yamlText(text: string): string {
  return /^(?!(?:null|true|false)$)[a-z][\w.@+-]*$/i.test(text) ? text : JSON.stringify(text);
}

function project({ owner }: Starter): string {
  return `${schemaLine(2)}apiVersion: charter/v1
kind: Project
metadata:
  name: storefront
spec:
  product: personalize
  title: Storefront
  members:
    - { member: ${yamlText(owner)}, roles: [Project Owner] }
`;
}

function audiences(): string {
  return `${schemaLine(2)}apiVersion: charter/v1
kind: Audience
metadata:
  name: canada
  project: storefront
spec:
  title: Visitors from Canada
  when:
    all:
      - { attribute: COUNTRY, equals: CA }
`;
}

function readme({ title }: Starter): string {
  return `# ${title}

The people, roles, projects and personalization resources of ${title}, declared in YAML and kept by Charter.

    charter validate    check the manifests
    charter plan        show what would change, and whether you may
    charter apply       the same, then ask, then do it

Without --target, Charter keeps an embedded organization in .charter/organization.db: a safe place to try things.

On GitHub, .github/workflows/charter.yml plans every pull request and applies what is merged. Before the first merge:

 1. In environment contentstack-apply (Settings, Environments), allow protected branches only, turn on required reviewers without
    self-review, and store the secret CHARTER_TARGET there.
 2. In environment contentstack-plan, store a CHARTER_TARGET that can only read. Everybody who can push a branch can use it.
 3. Protect the default branch: pull requests, an approval that goes stale with new commits and is not that of the last one to
    push, a review from code owners, and the check of Charter.
 4. Run charter doctor, which checks all of this.
`;
}
