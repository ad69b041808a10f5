import { describe, expect, test } from "vitest";

import { hasErrors } from "../../src/model/diagnostic.ts";
import { liveFrom } from "../support/live-organization.ts";
import { audience, emailOf, type Manifest, member, organization, project, role, seats } from "../support/manifests.ts";
import {
  oracleAllows,
  type Person,
  type SmallChange,
  type SmallParty,
  type SmallWorld,
} from "../support/party-oracle.ts";
import { partyOf, reconcileForParties } from "./planning-for-parties.ts";

const titles = ["Admin", "Security Manager", "Member", "Keeper"];
const analytics = "Product Analytics Viewer";
const people = ["ada", "ben", "cleo"];
const rules = ["merger-or-approver", "merger-only", "two-person"] as const;

/** Everybody may be the actor, a stranger too, with any of the others as approvers, in every rule. */
const parties: readonly SmallParty[] = rules.flatMap((rule) =>
  [...people, "eve"].flatMap((actor) =>
    [...subsetsOf(people), ["eve", "cleo"]].map((approvers) => ({ actor, approvers, rule })),
  ),
);

const asked = parties.map(({ rule, actor, approvers }) => partyOf(rule, actor, approvers));

interface Move {
  readonly takes: SmallChange["takes"];
  readonly address: string;
  readonly make: (world: SmallWorld) => SmallWorld;
}

const moves: Readonly<Record<string, Move>> = {
  "invite somebody": give("zoe", { roles: ["Member"], accepted: false }),
  "invite an Admin": give("zoe", { roles: ["Admin"], accepted: false }),
  "give ben every role there is": edit("ben", (ben) => ({ ...ben, roles: [...titles, analytics] })),
  "give ben a role that is not privileged": edit("ben", (ben) => ({ ...ben, roles: [...ben.roles, analytics] })),
  "give cleo another seat": edit("cleo", (cleo) => ({ ...cleo, roles: ["Security Manager"] })),
  "give the Owner a role": edit("ada", (ada) => ({ ...ada, roles: [...ada.roles, "Keeper"] })),
  "take everything from ben": edit("ben", (ben) => ({ ...ben, roles: ["Member"] })),
  "hand cleo's seat over": edit("cleo", (cleo) => ({ ...cleo, holder: "another" })),
  "let the keepers see information": keeping(["Info", "Other"]),
  "let the keepers manage people": keeping(["Info", "Users"]),
  "let ben into the shop": {
    ...edit("ben", (ben) => ({ ...ben, inShop: true })),
    address: "Project/shop",
  },
  "write in the shop": { takes: "place in shop", address: "Audience/shop/gold", make: (world) => world },
};

describe.each(Object.entries(moves))("to %s", (name, { takes, address, make }) => {
  test("is allowed to exactly those parties that the rules allow it to", () => {
    const seen = { allowed: 0, denied: 0 };
    const wrong = worlds().flatMap((before) => {
      const after = make(before);
      const declared = [...manifestsOf(after), ...(name === "write in the shop" ? [audience("shop", "gold")] : [])];
      const live = liveFrom(manifestsOf(before), { pending: pendingIn(before) });
      const { plan } = reconcileForParties({ live, declared, partiesOf: () => asked });
      expect(hasErrors(plan.diagnostics)).toBe(false);
      const change = plan.changes.find((one) => one.address === address);
      if (change === undefined) return [];
      const expected = parties.map((party) => oracleAllows({ before, after, takes }, party));
      const decided = (change.decision.parties ?? []).map(({ allowed }) => allowed);
      for (const allowed of expected) seen[allowed ? "allowed" : "denied"] += 1;
      return parties.filter((_, at) => expected[at] !== decided[at]).map((party) => ({ before, party }));
    });
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(seen.allowed).toBeGreaterThan(100);
    expect(seen.denied).toBeGreaterThan(100);
  });
});

function worlds(): readonly SmallWorld[] {
  const held = subsetsOf(titles).filter((one) => one.length > 0);
  return held.flatMap((ben) =>
    [["Admin"], ["Member"], ["Keeper"], ["Admin", "Keeper"]].flatMap((cleo) =>
      [true, false].map((accepted) => ({
        people: {
          ada: { roles: ["Owner", "Member"], accepted: true },
          ben: { roles: ben, accepted: true },
          cleo: { roles: cleo, accepted, inShop: true },
        },
        keeper: ["Info"],
      })),
    ),
  );
}

function give(name: string, person: Person): Move {
  return {
    takes: "administration",
    address: `Member/${name}`,
    make: (world) => ({ ...world, people: { ...world.people, [name]: person } }),
  };
}

function edit(name: string, change: (person: Person) => Person): Move {
  return {
    takes: "administration",
    address: `Member/${name}`,
    make: (world) => {
      const person = world.people[name] ?? { roles: [], accepted: false };
      return { ...world, people: { ...world.people, [name]: change(person) } };
    },
  };
}

function keeping(keeper: readonly string[]): Move {
  return { takes: "administration", address: "Role/keeper", make: (world) => ({ ...world, keeper }) };
}

function manifestsOf(world: SmallWorld): readonly Manifest[] {
  const named = Object.entries(world.people);
  const inShop = named.filter(([, { inShop: isIn }]) => isIn === true).map(([name]) => [name, ["Project Member"]]);
  return [
    organization(),
    role("keeper", {
      product: "administration",
      level: "product",
      rules: world.keeper.map((category) => ({ category, actions: ["View"] })),
    }),
    ...named.map(([name, person]) => personOf(name, person)),
    project("shop", { members: seats({ ada: ["Project Owner"], ...Object.fromEntries(inShop) }) }),
  ];
}

function personOf(name: string, { roles, holder }: Person): Manifest {
  const administrationRoles = [...new Set(roles)].filter((title) => title !== "Owner");
  if (holder === undefined) return member(name, { administrationRoles });
  return member(name, { administrationRoles, email: emailOf(holder) }, { previously: [emailOf(name)] });
}

function pendingIn({ people: all }: SmallWorld): readonly string[] {
  return Object.keys(all).filter((name) => all[name]?.accepted === false);
}

function subsetsOf<Item>([first, ...rest]: readonly Item[]): readonly (readonly Item[])[] {
  if (first === undefined) return [[]];
  return subsetsOf(rest).flatMap((subset) => [subset, [first, ...subset]]);
}
