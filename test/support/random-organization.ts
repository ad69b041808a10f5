import fc from "fast-check";

import type { JsonObject } from "../../src/model/json.ts";
import type { LiveDetails } from "./live-organization.ts";
import {
  attribute,
  audience,
  event,
  experience,
  type Manifest,
  member,
  organization,
  project,
  role,
  seats,
} from "./manifests.ts";

/** An organization as a target may hold it. */
export interface RandomOrganization {
  readonly manifests: readonly Manifest[];
  readonly details: LiveDetails;
}

export const administrationTitles = ["Admin", "Security Manager", "Product Analytics Viewer", "Member"] as const;

/** Titles that can be given in the projects of the random organization, shipped and custom. */
export const titlesByProject: Readonly<Record<string, readonly string[]>> = {
  shop: ["Project Owner", "Project Member"],
  club: ["Project Owner", "Project Member"],
  site: ["Admin", "Developer", "Content Manager", "Editor"],
  vault: ["Space Admin", "Asset Developer", "Asset Manager"],
  desk: ["AgentOS Admin", "AgentOS Member"],
};

export const peopleNames = ["p0", "p1", "p2", "p3", "p4"] as const;

/** Custom roles of the random organization: of the organization, of a product, and of one project. */
const customRoles: readonly Manifest[] = [
  role("keeper", { product: "administration", level: "product", rules: [{ category: "Info", actions: ["View"] }] }),
  role("writer", { product: "cms", level: "product" }),
  role("editor", { product: "cms", level: "project", project: "site" }),
];

const products: Readonly<Record<string, string>> = {
  shop: "personalize",
  club: "personalize",
  site: "cms",
  vault: "assets",
  desk: "agentos",
};

const anyPerson = fc.record({
  administrationRoles: fc.subarray([...administrationTitles, "Keeper"], { minLength: 1 }),
  cms: fc.subarray(["Admin", "Developer", "Writer"]),
  isPending: fc.boolean(),
  githubId: fc.option(fc.nat(1000), { nil: undefined }),
});

const anySeats = (titles: readonly string[]): fc.Arbitrary<Readonly<Record<string, readonly string[]>>> =>
  fc
    .tuple(
      ...peopleNames.map(() =>
        fc.option(fc.subarray([...titles], { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 2 }),
      ),
    )
    .map((roles) =>
      Object.fromEntries(peopleNames.flatMap((name, at) => (roles[at] === undefined ? [] : [[name, roles[at]]]))),
    );

const anyPlaces = fc.record(
  Object.fromEntries(Object.entries(titlesByProject).map(([name, titles]) => [name, anySeats(titles)])),
);

/** Modes of every kind: additive or authoritative. */
const anyManage: fc.Arbitrary<Readonly<Record<string, string>>> = fc
  .subarray(["Member", "Role", "Project", "Attribute", "Event", "Audience", "Experience"])
  .map((kinds) => Object.fromEntries(kinds.map((kind) => [kind, "authoritative"])));

/** Settings that let nearly everything through, so that a plan is seldom refused for its size. */
export const laxGuards = { minAdmins: 1, lossBudget: { atLeast: 1000, percent: 100 } };

/** Organizations of five people, five projects of all products, three custom roles and a few resources. */
export const anyOrganization = organizationWith(fc.constantFrom(laxGuards, { minAdmins: 1 }, {}));

/** The same with little room: as many administrators are asked for as there are, or nearly. */
export const anyTightOrganization = organizationWith(
  fc.integer({ min: 2, max: 4 }).map((minAdmins) => ({ ...laxGuards, minAdmins, actorKeepsAccess: false })),
);

function organizationWith(anyGuards: fc.Arbitrary<JsonObject>): fc.Arbitrary<RandomOrganization> {
  return fc
    .record({
      people: fc.tuple(...peopleNames.map(() => anyPerson)),
      places: anyPlaces,
      pendingSeats: fc.subarray(
        Object.keys(titlesByProject).flatMap((place) => peopleNames.map((name) => `${place}/${name}`)),
      ),
      maker: fc.constantFrom(...peopleNames),
      manage: anyManage,
      usesTier: fc.boolean(),
      guards: anyGuards,
    })
    .map(({ people, places, pendingSeats, maker, manage, usesTier, guards }) => ({
      manifests: [
        organization({ owner: "p0", manage, guards }),
        ...peopleNames.map((name, at) => personOf(name, people[at])),
        ...customRoles,
        ...Object.entries(places).map(([name, people_]) =>
          project(name, { product: products[name] ?? "", members: seats(people_) }),
        ),
        ...contentOf(usesTier),
      ],
      details: {
        pending: peopleNames.filter((name, at) => name !== "p0" && people[at]?.isPending === true),
        pendingSeats,
        createdBy: { "Project/site": maker, "Project/vault": maker, "Project/desk": maker, "Role/editor": maker },
        invitedBy: Object.fromEntries(peopleNames.map((name) => [`site/${name}`, maker])),
      },
    }));
}

function personOf(
  name: string,
  person:
    | {
        readonly administrationRoles: readonly string[];
        readonly cms: readonly string[];
        readonly githubId: number | undefined;
      }
    | undefined,
): Manifest {
  const { administrationRoles = ["Member"], cms = [], githubId } = person ?? {};
  return member(name, {
    administrationRoles,
    productRoles: { cms },
    // Ids of five people out of a thousand: the place makes them different.
    ...(githubId !== undefined && { github: { id: githubId * 10 + Number(name.slice(1)) + 1 } }),
  });
}

function contentOf(usesTier: boolean): readonly Manifest[] {
  const when = { all: [usesTier ? { attribute: "tier", equals: "gold" } : { attribute: "COUNTRY", equals: "CA" }] };
  return [
    attribute("shop", "tier"),
    attribute("shop", "points"),
    event("shop", "paid"),
    event("shop", "seen"),
    audience("shop", "gold", { when }),
    audience("shop", "silver"),
    experience("shop", "hero", {
      version: { status: "active", variants: [{ name: "Gold", audiences: ["gold"], match: "all" }] },
    }),
  ];
}
