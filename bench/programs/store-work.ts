// Makes, changes or reads the attributes of an organization through a target, and prints how long that took.
// store-work.ts URL make|touch|idle|read OBJECTS
import { createHash } from "node:crypto";

import { kindsByName } from "../../src/kinds/index.ts";
import { formatAddress } from "../../src/model/address.ts";
import type { Change } from "../../src/model/change.ts";
import type { Entity } from "../../src/model/entity.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Snapshot } from "../../src/model/live.ts";
import { openTarget } from "../../src/targets/index.ts";
import { snapshotDigest } from "../../src/targets/snapshot-digest.ts";
import type { Target } from "../../src/targets/target.ts";

const [, , url = "", job = "", objects = "0"] = process.argv;
const owner = "owner@bench.test";

const target = await openTarget(url, { kinds: kindsByName, folder: process.cwd(), variables: process.env });
const milliseconds = await jobs()[job]?.();
await target.close();
process.stdout.write(JSON.stringify({ milliseconds }));

function jobs(): Readonly<Record<string, () => Promise<number>>> {
  return {
    make: async () => apply(target, await target.read(), [...founding(), ...attributes("create", "one")]),
    touch: async () => apply(target, await target.read(), attributes("update", String(Math.random()))),
    idle: async () => {
      const begin = performance.now();
      await apply(target, await target.read(), []);
      return performance.now() - begin;
    },
    read: async () => {
      const begin = performance.now();
      await target.read();
      return performance.now() - begin;
    },
  };
}

async function apply(into: Target, snapshot: Snapshot, changes: readonly Change[]): Promise<number> {
  const uids = new Map(
    snapshot.objects.flatMap(({ kind, uid, fields }) => {
      const { key, title, email } = fields;
      const name = [key, email, title].find((text) => typeof text === "string") ?? "";
      const project = kind === "Attribute" ? "bench" : undefined;
      return [[formatAddress({ kind, project, name: name.replace(/@.*/, "").toLowerCase() }), uid] as const];
    }),
  );
  const begin = performance.now();
  const { applied, failed } = await into.apply({
    readSet: { lineage: snapshot.lineage, serial: snapshot.serial, digest: snapshotDigest(snapshot) },
    founds: snapshot.lineage === "",
    planDigest: `sha256:${createHash("sha256").digest("hex")}`,
    actor: owner,
    approvers: [],
    changes,
    uids,
    // The only roles here are shipped ones, which are stored by their names.
    addressOf: ({ kind, name }) => (kind === "Role" ? undefined : formatAddress({ kind, name })),
    lockTimeoutMs: 10_000,
  });
  if (applied.length !== changes.length) throw new Error(JSON.stringify(failed.slice(0, 3)));
  return performance.now() - begin;
}

function founding(): readonly Change[] {
  const fields = { email: owner, administrationRoles: ["Admin"] };
  const ada = { ...entity("Member", "owner", fields), facts: { status: "accepted" as const } };
  return [
    change("create", ada),
    change("create", entity("Organization", "bench", { title: "Bench", owner: "owner" })),
    change("create", entity("Project", "bench", { title: "Bench", product: "personalize" })),
  ];
}

function attributes(action: "create" | "update", description: string): readonly Change[] {
  return Array.from({ length: Number(objects) }, (_, at) => {
    const fields = {
      title: `Attribute ${at}`,
      key: `attribute-${at}`,
      description: `${description} ${"x".repeat(80)}`,
    };
    return change(action, entity("Attribute", `attribute-${at}`, fields, "bench"));
  });
}

// One argument for each part of an entity that differs here.
// oxlint-disable-next-line max-params
function entity(kind: string, name: string, fields: JsonObject, project?: string): Entity {
  return { address: formatAddress({ kind, project, name }), kind, name, project, fields, facts: {}, references: [] };
}

function change(action: "create" | "update", after: Entity): Change {
  const { address, kind } = after;
  const before = action === "update" ? after : undefined;
  return { address, kind, action, replaces: false, edits: [], before, after, source: undefined, requirements: [] };
}
