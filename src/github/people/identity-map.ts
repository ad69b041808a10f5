import type { Declaration } from "../../model/declaration.ts";
import { placeIn } from "../../model/declaration.ts";
import { type Diagnostic, problem } from "../../model/diagnostic.ts";
import { compareText, isJsonObject, textOf } from "../../model/json.ts";
import type { State } from "../../model/state.ts";

/** Which member a GitHub account belongs to, by its number. */
export interface IdentityMap {
  /** The member's e-mail in lower case. An account that two members claim is not in it. */
  readonly emailById: ReadonlyMap<number, string>;
  /** Numbers that stand for nobody, because two members claim them or one member has several. */
  readonly ambiguous: ReadonlySet<number>;
  /** Numbers that stand in the manifests and are not live yet: an account counts once it was applied. */
  readonly unconfirmed: ReadonlySet<number>;
  /** Numbers by the login in lower case that a manifest shows for them; for advice, never for identity. */
  readonly idByLogin: ReadonlyMap<string, number>;
  /** Manifests of members without an account, sorted; the place for a line that is missing. */
  readonly withoutAccount: readonly string[];
  /** `identity-map` where two members claim one account, `identity-map-member` where one member has two. */
  readonly problems: readonly Diagnostic[];
}

/**
 * Reads the map from the Member manifests of the base commit, so that a pull request cannot lend anybody an identity.
 * Ambiguous is left out, and so is denied.
 */
export function identityMap(declarations: readonly Declaration[]): IdentityMap {
  const members = declarations.filter(({ kind }) => kind === "Member");
  const entries = members.flatMap(entryIn);
  const twice = repeated(entries, ({ id }) => String(id));
  const ofOneMember = repeated(entries, ({ email }) => email);
  const ambiguous = new Set([...twice.values(), ...ofOneMember.values()].flat().map(({ id }) => id));
  return {
    emailById: new Map(entries.filter(({ id }) => !ambiguous.has(id)).map(({ id, email }) => [id, email])),
    ambiguous,
    unconfirmed: new Set(),
    idByLogin: new Map(entries.flatMap(({ id, login }) => (login === "" ? [] : [[login, id] as const]))),
    withoutAccount: members
      .filter((member) => entryIn(member).length === 0)
      .map(({ source }) => source.file)
      .toSorted(compareText),
    problems: [
      ...[...twice.values()].flatMap((group) => clashes(group, "identity-map")),
      ...[...ofOneMember.values()].flatMap((group) => clashes(group, "identity-map-member")),
    ],
  };
}

/**
 * The map with only those accounts that live gives to the same member. A merge changes the base even when its apply is denied,
 * so that without this a line that was refused could lend somebody an identity in the next run.
 */
export function confirmedBy(map: IdentityMap, live: State): IdentityMap {
  const liveIds = new Map(
    [...live.entitiesOf("Member")].map(({ fields: { email, github } }) => {
      return [textOf(email).toLowerCase(), isJsonObject(github) ? github["id"] : undefined] as const;
    }),
  );
  const entries = [...map.emailById];
  const isConfirmed = ([id, email]: readonly [number, string]): boolean => liveIds.get(email) === id;
  return {
    ...map,
    emailById: new Map(entries.filter(isConfirmed)),
    unconfirmed: new Set(entries.filter((entry) => !isConfirmed(entry)).map(([id]) => id)),
  };
}

interface Entry {
  readonly id: number;
  readonly login: string;
  readonly email: string;
  readonly declaration: Declaration;
}

function entryIn(declaration: Declaration): readonly Entry[] {
  const { email, github } = declaration.spec;
  const id = isJsonObject(github) ? github["id"] : undefined;
  if (!isJsonObject(github) || typeof id !== "number" || !Number.isSafeInteger(id) || id < 1) return [];
  return [{ id, login: textOf(github["login"]).toLowerCase(), email: textOf(email).toLowerCase(), declaration }];
}

function repeated(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
): ReadonlyMap<string, readonly [Entry, ...Entry[]]> {
  const groups = new Map<string, [Entry, ...Entry[]]>();
  for (const entry of entries) {
    const group = groups.get(keyOf(entry));
    if (group === undefined) groups.set(keyOf(entry), [entry]);
    else group.push(entry);
  }
  return new Map([...groups].filter(([, group]) => group.length > 1));
}

function clashes([first, ...others]: readonly [Entry, ...Entry[]], code: string): readonly Diagnostic[] {
  return others.map(({ id, email, declaration }) => ({
    ...problem(code, idPlace(declaration), { id, email, other: first.declaration.name }),
    related: [idPlace(first.declaration)],
  }));
}

function idPlace({ source }: Declaration): ReturnType<typeof placeIn> {
  return placeIn(source, ["spec", "github", "id"]);
}
