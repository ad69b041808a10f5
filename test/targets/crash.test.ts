import { setTimeout as sleep } from "node:timers/promises";

import { expect, test } from "vitest";

import type { Snapshot } from "../../src/model/live.ts";
import type { AuditAnchor, AuditEntry } from "../../src/targets/audit-log.ts";
import type { Target } from "../../src/targets/target.ts";
import { startStoreChild } from "../support/run-store-child.ts";
import { openSqliteWorld, type SqliteWorld, tokenIn } from "../support/sqlite-world.ts";
import { applyTo, founding } from "../support/target-world.ts";

const kills = process.env["CHARTER_LONG"] === "1" ? 200 : 12;
const killsPerWorld = 40;
// A kill should hit anything from the end of one apply to somewhere in a later one.
const longestWaitMs = 120;

// A kill and the reading after it take about a second on a busy machine.
const timeoutMs = kills * 5000;

test(
  `of ${kills} runs killed at any moment, nothing acknowledged is lost and nothing is half done`,
  async () => {
    let survived = 0;
    while (survived < kills) survived += await surviveKills(Math.min(killsPerWorld, kills - survived));
    expect(survived).toBe(kills);
  },
  timeoutMs,
);

async function surviveKills(count: number): Promise<number> {
  const world = await openSqliteWorld();
  await applyTo(world.target, founding);
  let anchor: AuditAnchor = { count: 0, hash: "" };
  for (let kill = 0; kill < count; kill += 1) anchor = await surviveOne(world, anchor);
  await expectOneMailEach(world);
  await world.close();
  return count;
}

async function surviveOne(world: SqliteWorld, anchor: AuditAnchor): Promise<AuditAnchor> {
  const before = await world.target.read();
  const next = Math.max(-1, ...roundsIn(before).keys()) + 1;
  await world.target.close();
  const acknowledged = await killSomewhere(world, next);
  const snapshot = await world.target.read();
  const rounds = roundsIn(snapshot);
  expect(acknowledged.filter((round) => !rounds.has(round))).toEqual([]);
  expect([...rounds.values()].filter((objects) => objects !== 3)).toEqual([]);
  expect(await countCreated(world.target)).toBe(snapshot.objects.length);
  const check = await world.target.audit.verify(anchor);
  expect(check).toMatchObject({ intact: true });
  return check.head;
}

async function killSomewhere({ folder }: SqliteWorld, next: number): Promise<readonly number[]> {
  const child = startStoreChild([folder, "applyForever", String(next)]);
  await child.spoke;
  await sleep(Math.random() * longestWaitMs);
  child.kill();
  const { stdout, stderr } = await child.ended;
  expect(stderr).toBe("");
  return [...stdout.matchAll(/done (\d+)\n/g)].map(([, round]) => Number(round));
}

// How many objects of each round are there: two notes and a member make one.
function roundsIn({ objects }: Snapshot): ReadonlyMap<number, number> {
  const rounds = new Map<number, number>();
  for (const { kind, fields } of objects) {
    const name = kind === "Note" ? fields["title"] : fields["email"];
    const found = typeof name === "string" ? /^(?:Note|person)[ -](\d+)/.exec(name) : null;
    if (found !== null) rounds.set(Number(found[1]), (rounds.get(Number(found[1])) ?? 0) + 1);
  }
  return rounds;
}

async function countCreated({ audit }: Target): Promise<number> {
  const created: AuditEntry[] = [];
  for await (const entry of audit.log()) if (entry.action === "create") created.push(entry);
  return created.length;
}

async function expectOneMailEach(world: SqliteWorld): Promise<void> {
  const later = await world.again({ now: () => new Date(Date.now() + 3_600_000) });
  await later.deliverMail();
  const invited = (await later.invitations.list()).map(({ email, mail }) => `${email} ${mail}`);
  const mails = await world.mails();
  const written = mails.map((mail) => `${/^To: (\S+)/m.exec(mail)?.[1]} sent`);
  expect(written.toSorted()).toEqual(invited.toSorted());
  expect(new Set(mails.map(tokenIn)).size).toBe(mails.length);
}
