import type { Change } from "../../src/model/change.ts";
import type { Decision } from "../../src/model/decision.ts";
import type { Place, Span } from "../../src/model/place.ts";
import type { DecidedChange, Plan } from "../../src/model/plan.ts";

/** A decision that allows, changed where a test says so. */
export function decision(changes: Partial<Decision> = {}): Decision {
  return {
    allowed: true,
    rule: "personalize-matrix",
    by: "ada",
    role: "Owner",
    reason: { code: "role-permits", args: { role: "Owner", permission: "audience:update" } },
    whoCan: ["ada"],
    ...changes,
  };
}

/** A change of an audience's title, changed where a test says so. */
export function change(changes: Partial<DecidedChange> = {}): DecidedChange {
  return {
    address: "Audience/storefront/gold-canada",
    kind: "Audience",
    action: "update",
    replaces: false,
    edits: [{ path: "/title", before: "Gold", after: "Gold members in Canada" }],
    before: undefined,
    after: undefined,
    source: { file: "projects/storefront/audiences.yaml", document: 0, line: 1, column: 1 },
    requirements: requirements("audience:update"),
    decision: decision(),
    ...changes,
  };
}

// In the project of the samples.
function requirements(...permissions: readonly string[]): Change["requirements"] {
  return permissions.map((permission) => ({ permission, project: "storefront" }));
}

/** A plan without changes, changed where a test says so. */
export function plan(changes: Partial<Plan> = {}): Plan {
  return {
    target: "sqlite:.charter/organization.db",
    founds: false,
    actor: { email: "ada@acme.test", member: "ada", liveRoles: ["Owner"] },
    approvers: [],
    authoritative: [],
    verdict: "allowed",
    summary: { add: 0, change: 0, remove: 0, byHand: 0, unmanaged: 0 },
    unmanagedByKind: {},
    changes: [],
    findings: [],
    effects: [],
    byHand: [],
    diagnostics: [],
    cost: { reads: 0, writes: 0, seconds: 0 },
    readSet: { lineage: "lineage", serial: 7, digest: "sha256:0a" },
    digest: "sha256:1f",
    ...changes,
  };
}

/** Finds every place at one line and column. */
export function placedAt(line: number, column: number): (place: Place) => Span {
  return ({ file }) => ({ file, line, column, width: 1 });
}

/** A plan that has something to say in every part. */
export function fullPlan(): Plan {
  return plan({
    actor: { email: "carl@acme.test", member: "carl", liveRoles: ["Member", "Project Member"] },
    approvers: [{ email: "ada@acme.test", member: "ada", liveRoles: ["Owner"] }],
    authoritative: ["Audience"],
    verdict: "denied",
    summary: { add: 1, change: 2, remove: 1, byHand: 1, unmanaged: 4 },
    unmanagedByKind: { Event: 1, Audience: 3 },
    changes: [inviteBen, renameAudience, replaceDana, removeEvent],
    findings: [{ code: "admin-floor", severity: "error", args: { left: 1, least: 2 }, addresses: ["Member/dana"] }],
    effects: [
      { member: "dana", email: "dana@acme.test", gains: [], loses: ["Admin of the organization"], escalation: false },
      { member: "ben", email: "ben@acme.test", gains: ["Admin of the organization"], loses: [], escalation: true },
    ],
    byHand: [{ address: "Member/ben", steps: ["Open Administration, then Users.", "Click Invite."] }],
    diagnostics: [],
    cost: { reads: 12, writes: 4, seconds: 3.2 },
  });
}

const inviteBen = change({
  address: "Member/ben",
  kind: "Member",
  action: "create",
  edits: [
    { path: "/email", before: undefined, after: "ben@acme.test" },
    { path: "/administrationRoles", before: undefined, after: ["Admin", "Member"] },
  ],
  source: { file: "members/ben.yaml", document: 0, line: 1, column: 1 },
  requirements: [{ permission: "organization-users:invite" }],
  decision: decision({
    allowed: false,
    rule: "administration-matrix",
    by: undefined,
    role: "Member",
    reason: { code: "role-lacks", args: { roles: ["Member"], permission: "organization-users:invite" } },
    whoCan: ["ada", "dana"],
  }),
});

const renameAudience = change({
  edits: [
    { path: "/title", before: "Gold", after: "Gold members in Canada" },
    { path: "/tags", before: ["gold", "old"], after: ["gold", "canada"] },
    {
      path: "/when",
      before: {
        all: [
          { attribute: "COUNTRY", equals: "US" },
          { attribute: "tier", equals: "gold" },
        ],
      },
      after: {
        all: [
          { attribute: "COUNTRY", equals: "CA" },
          { attribute: "tier", equals: "gold" },
        ],
      },
    },
  ],
});

const replaceDana = change({
  address: "Member/dana",
  kind: "Member",
  replaces: true,
  edits: [{ path: "/email", before: "dana@acme.test", after: "dana@example.test" }],
  source: { file: "members/dana.yaml", document: 0, line: 1, column: 1 },
});

const removeEvent = change({
  address: "Event/storefront/clicked",
  kind: "Event",
  action: "delete",
  edits: [{ path: "/key", before: "clicked", after: undefined }],
  source: undefined,
  requirements: requirements("event:delete"),
});
