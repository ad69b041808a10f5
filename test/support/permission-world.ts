import type { Snapshot } from "../../src/model/live.ts";
import { liveFrom } from "./live-organization.ts";
import {
  audience,
  event,
  experience,
  type Manifest,
  member,
  organization,
  project,
  replacing,
  role,
  seats,
} from "./manifests.ts";

/** Every resource kind is cleaned where nothing declares it, so that a deletion is one manifest less. */
const manage = {
  Member: "authoritative",
  Role: "authoritative",
  Project: "authoritative",
  Attribute: "authoritative",
  Event: "authoritative",
  Audience: "authoritative",
  Experience: "authoritative",
};

const people: Readonly<Record<string, readonly string[]>> = {
  ada: ["Member"],
  ben: ["Admin"],
  mara: ["Security Manager"],
  pia: ["Product Analytics Viewer"],
  ines: ["Member"],
  lin: ["Member"],
  raj: ["Member"],
  nia: ["Member"],
  peter: ["Member"],
  paula: ["Admin"],
  walt: ["Member"],
  kit: ["Member", "Keyholder"],
};

/**
 * One person for every way of standing to the project `storefront`: ada owns the organization, ben administers it, ines owns
 * the project, lin works in it, raj owns another one, nia is a mere Member. peter was invited as Project Owner and paula as
 * Admin, and neither has accepted. walt is in the project for others to remove. kit holds a custom Administration role.
 */
export const permissionWorld: readonly Manifest[] = [
  organization({ manage }),
  ...Object.entries(people).map(([name, administrationRoles]) => member(name, { administrationRoles })),
  role("keyholder", {
    title: "Keyholder",
    product: "administration",
    level: "product",
    rules: [
      { category: "Users", actions: ["View", "Create", "Edit", "Delete"] },
      { category: "Roles", actions: ["View", "Create", "Edit", "Delete"] },
    ],
  }),
  project("website", { product: "cms" }),
  project("storefront", {
    description: "What visitors see",
    members: seats({
      ines: ["Project Owner"],
      lin: ["Project Member"],
      peter: ["Project Owner"],
      walt: ["Project Member"],
    }),
  }),
  project("loyalty", { members: seats({ raj: ["Project Owner"] }) }),
  event("storefront", "kept-event"),
  audience("storefront", "kept-audience"),
  experience("storefront", "kept-experience"),
];

/** The same organization live, with other or more objects where a test needs them. peter's seats are never accepted. */
export function permissionWorldLive(...more: readonly Manifest[]): Snapshot {
  const manifests = replacing(permissionWorld, ...more);
  const pendingSeats = manifests.map(({ metadata }) => `${metadata.name}/peter`);
  return liveFrom(manifests, { pending: ["paula"], pendingSeats });
}
