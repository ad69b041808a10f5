/** A manifest as a person writes it, so that lines can be counted: the spec begins on line 6, or on 7 inside a project. */
export function written(kind: string, name: string, spec: string, project?: string): string {
  const scope = project === undefined ? "" : `  project: ${project}\n`;
  return `apiVersion: charter/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${scope}spec:\n${indent(spec)}\n`;
}

/** A Member called mia, or by another name. */
export function writtenMember(spec: string, name = "mia"): string {
  return written("Member", name, spec);
}

/** Several documents in one file. */
export function together(...documents: readonly string[]): string {
  return documents.join("---\n");
}

/** An organization that is valid, for one bad file to stand beside. */
export const soundFiles: Readonly<Record<string, string>> = {
  "organization.yaml": written("Organization", "acme", "title: Acme\nowner: ada"),
  "people.yaml": together(
    written("Member", "ada", "email: ada@acme.test"),
    written("Member", "ben", "email: ben@acme.test\nadministrationRoles: [Admin]"),
  ),
  "shop.yaml": together(
    written(
      "Project",
      "shop",
      "product: personalize\ntitle: Shop\nmembers:\n  - { member: ada, roles: [Project Owner] }",
    ),
    written("Attribute", "tier", "title: Tier\nkey: tier", "shop"),
    written("Event", "paid", "key: paid", "shop"),
    written("Audience", "gold", "title: Gold\nwhen:\n  all:\n    - { attribute: tier, equals: gold }", "shop"),
    written("Experience", "hero", "title: Hero\ntype: segmented", "shop"),
    written("Project", "site", "product: cms\ntitle: Site"),
  ),
};

function indent(lines: string): string {
  return lines
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
