import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { Failure } from "../../src/model/failure.ts";
import { openSqliteStore } from "../../src/targets/store/sqlite/open-sqlite-store.ts";
import type { Target } from "../../src/targets/target.ts";
import { targetKinds } from "./target-kinds.ts";
import { applyTo, newMember, newNote, requestFor } from "./target-world.ts";

// A process of its own that works on a store: `store-child.ts FOLDER JOB [NUMBER]`.

const [, , folder = "", job = "", number = "0"] = process.argv;

/** Applies one round after another until it is killed; says so only when a round is done. */
async function applyForever(target: Target): Promise<void> {
  for (let round = Number(number); ; round += 1) {
    await applyTo(target, [newNote(`Note ${round} a`), newMember(`person-${round}`), newNote(`Note ${round} b`)]);
    process.stdout.write(`done ${round}\n`);
  }
}

/** Applies a plan for the state it sees now, as soon as it may: several processes see the same state. */
async function applyOnSignal(target: Target): Promise<void> {
  const request = requestFor(await target.read(), [newNote(`Note of ${process.pid}`)]);
  writeFileSync(path.join(folder, `ready-${process.pid}`), "");
  while (!existsSync(path.join(folder, "go"))) await sleep(5);
  await target.apply(request);
  process.stdout.write("applied\n");
}

async function applyMuch(target: Target): Promise<void> {
  const notes = Array.from({ length: 3000 }, (_, at) => newNote(`Note ${at}`, { text: "x".repeat(1000) }));
  await applyTo(target, notes);
  process.stdout.write("applied\n");
}

const jobs: Readonly<Record<string, (target: Target) => Promise<void>>> = { applyForever, applyOnSignal, applyMuch };

const target = await openSqliteStore("sqlite:data/organization.db", { kinds: targetKinds, folder });
try {
  await jobs[job]?.(target);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stdout.write(`${error.code}\n`);
  process.exitCode = error.exitCode;
} finally {
  await target.close();
}
