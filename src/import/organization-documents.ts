import { documentOf, type ImportedDocument } from "./imported-document.ts";
import { handleFor } from "./name-handles.ts";

/** The organization that imported projects belong to. */
export interface Founding {
  readonly title: string;
  /** E-mail of its Owner. */
  readonly owner: string;
}

/** An Organization and the Member who owns it, so that what was imported plans at once. An export knows neither. */
export function organizationDocuments({ title, owner }: Founding): readonly ImportedDocument[] {
  const name = handleFor(owner.replace(/@.*$/, ""), "owner");
  const organization = { title, owner: name, guards: { minAdmins: 1 } };
  return [
    {
      file: "organization.yaml",
      value: documentOf({ kind: "Organization", name: handleFor(title, "organization"), spec: organization }),
      comment: {
        path: ["spec", "guards", "minAdmins"],
        text: "One person alone can lock everybody out. Make a second one Admin, then raise this to 2.",
      },
    },
    { file: `members/${name}.yaml`, value: documentOf({ kind: "Member", name, spec: { email: owner } }) },
  ];
}
