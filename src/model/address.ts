/**
 * How an object is named in plans and messages: `Kind/name`, or `Kind/project/name` for a resource of a project,
 * as in `Audience/storefront/gold-canada`. Built from local handles, so it never depends on the target.
 */
export type Address = string;

/** The parts of an address. */
export interface AddressParts {
  readonly kind: string;
  /** The handle of the project a resource belongs to; absent for objects of the organization. */
  readonly project?: string | undefined;
  readonly name: string;
}

/** Writes an address from its parts. */
export function formatAddress({ kind, project, name }: AddressParts): Address {
  return project === undefined ? `${kind}/${name}` : `${kind}/${project}/${name}`;
}

/** Reads an address; `undefined` when the text is not one. */
export function parseAddress(text: string): AddressParts | undefined {
  const [kind, second, third, ...rest] = text.split("/");
  if (kind === undefined || kind === "" || second === undefined || second === "" || rest.length > 0) return undefined;
  if (third === undefined) return { kind, name: second };
  return third === "" ? undefined : { kind, project: second, name: third };
}
