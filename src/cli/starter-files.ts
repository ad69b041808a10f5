import { version } from "../version.ts";

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
    { file: ".github/workflows/charter.yml", text: workflow },
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
`;
}

// Only checks manifests: it needs no secret and no access to the organization, so it is safe for every pull request.
const workflow = `name: Charter

on:
  pull_request:

permissions:
  contents: read

jobs:
  validate:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - uses: actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0
        with:
          node-version: 24
      - run: npx --yes charter@${version} validate
`;
