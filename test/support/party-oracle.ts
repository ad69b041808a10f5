/** A person of the small world: what they hold in the organization, and whether they are in the project `shop`. */
export interface Person {
  /** Titles, `Owner` among them. */
  readonly roles: readonly string[];
  readonly accepted: boolean;
  readonly inShop?: boolean;
  /** Whose the seat is: another name when it was handed over. */
  readonly holder?: string;
}

/** Three people or more, and the categories that the custom role `Keeper` decides about. */
export interface SmallWorld {
  readonly people: Readonly<Record<string, Person>>;
  readonly keeper: readonly string[];
}

/** One change, as the specification sees it: the world before and after, and which right it takes to make it. */
export interface SmallChange {
  readonly before: SmallWorld;
  readonly after: SmallWorld;
  readonly takes: "administration" | "place in shop";
}

/** The people of one pull request. */
export interface SmallParty {
  readonly actor: string;
  readonly approvers: readonly string[];
  readonly rule: "merger-or-approver" | "merger-only" | "two-person";
}

/** What each role gives, typed by hand from "About Administration Roles". */
const powersByRole: Readonly<Record<string, readonly string[]>> = {
  Owner: ["own", "administer", "secure", "see analytics", "belong", "every project"],
  Admin: ["administer", "see analytics", "belong", "every project"],
  "Security Manager": ["secure", "belong"],
  "Product Analytics Viewer": ["see analytics", "belong"],
  Member: ["belong"],
  Keeper: ["keep"],
};

const privilegedPowers = new Set([
  "own",
  "administer",
  "secure",
  ...["Users", "Roles", "Teams", "SSO"].map((category) => `keep ${category}`),
]);

/** Whether a party allows a change: the rules of pull requests, written without the product. */
export function oracleAllows(change: SmallChange, { actor, approvers, rule }: SmallParty): boolean {
  const able = new Set([actor, ...approvers].filter((name) => isAble(change, name)));
  if (able.size === 0) return false;
  if (rule !== "merger-or-approver" && !able.has(actor)) return false;
  if (rule === "two-person" && able.size < 2) return false;
  const gainers = Object.keys(change.after.people).filter((name) => gained(change, name).length > 0);
  const isPrivileged = gainers.some((name) => gained(change, name).some((power) => privilegedPowers.has(power)));
  if (isPrivileged && able.size < 2) return false;
  return gainers.every((name) => isOwnersOwn(change, name) || [...able].some((one) => one !== name));
}

function isAble({ before, takes }: SmallChange, name: string): boolean {
  const person = before.people[name];
  if (person?.accepted !== true) return false;
  const powers = powersOf(before, name);
  return powers.includes("administer") || (takes === "place in shop" && person.inShop === true);
}

function gained(change: SmallChange, name: string): readonly string[] {
  const { before, after } = change;
  const isAnother = before.people[name]?.holder !== after.people[name]?.holder;
  const had = isAnother ? [] : powersOf(before, name);
  return powersOf(after, name).filter((power) => !had.includes(power));
}

function powersOf({ people, keeper }: SmallWorld, name: string): readonly string[] {
  const person = people[name];
  const powers = (person?.roles ?? []).flatMap((role) => powersByRole[role] ?? []);
  const kept = powers.includes("keep") ? keeper.map((category) => `keep ${category}`) : [];
  // An administrator is in every project already.
  const place = person?.inShop === true && !powers.includes("every project") ? ["be in shop"] : [];
  return [...powers, ...kept, ...place];
}

function isOwnersOwn({ before, after }: SmallChange, name: string): boolean {
  const isSame = before.people[name]?.holder === after.people[name]?.holder;
  return isSame && before.people[name]?.roles.includes("Owner") === true;
}
