import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { Failure } from "../../src/model/failure.ts";
import { openTarget } from "../../src/targets/index.ts";
import type { Target } from "../../src/targets/target.ts";
import type { StoreWork } from "./run-store-child.ts";
import { targetKinds } from "./target-kinds.ts";
import { applyTo, newMember, newNote, requestFor } from "./target-world.ts";

// A process of its own that works on a store, as the JSON of a StoreWork says.

// Whoever starts this file writes the work.
const work = JSON.parse(process.argv[2] ?? "{}") as StoreWork;
const { url, folder, job, first = 0, name = "", lockTimeoutMs = 5000 } = work;

const finish = { isAsked: false };
process.once("SIGTERM", () => (finish.isAsked = true));

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Applies one round after another until it is killed, or refused. */
async function applyForever(target: Target): Promise<void> {
  for (let round = first; ; round += 1) {
    await applyTo(target, [newNote(`Note ${round} a`), newMember(`person-${round}`), newNote(`Note ${round} b`)]);
    say(`done ${round}`);
  }
}

/** Applies rounds against others who do the same; says what became of each, and at which serial it was planned. */
async function compete(target: Target): Promise<void> {
  for (let round = first; !finish.isAsked; round += 1) {
    const mark = `${name}-${round}`;
    const changes = [newNote(`Note ${mark} a`), newMember(`person-${mark}`), newNote(`Note ${mark} b`)];
    try {
      const live = await target.read();
      const { unknown } = await target.apply(requestFor(live, changes, { lockTimeoutMs }));
      say(`${unknown.length === 0 ? "done" : "unknown"} ${mark} ${live.serial}`);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      say(`${error.code} ${mark} ${error.exitCode}`);
      // Somebody who broke down comes back a little later.
      if (error.code !== "stale") await sleep(20);
    }
  }
}

/** Reads again and again; says for each reading the serial, the notes, and how long it took. */
async function readForever(target: Target): Promise<void> {
  while (!finish.isAsked) {
    const began = performance.now();
    const { objects, serial } = await target.read();
    const tookMs = Math.ceil(performance.now() - began);
    const notes = objects.filter(({ kind }) => kind === "Note").length;
    say(`read ${serial} ${notes} ${tookMs}`);
    await sleep(10);
  }
}

/** Applies a plan for the state it sees now, as soon as it may: several processes see the same state. */
async function applyOnSignal(target: Target): Promise<void> {
  const request = requestFor(await target.read(), [newNote(`Note of ${process.pid}`)], { lockTimeoutMs });
  await untilSignal();
  await target.apply(request);
  say("applied");
}

async function deliverOnSignal(target: Target): Promise<void> {
  await target.read();
  await untilSignal();
  for (const { email, delivery } of await target.deliverMail()) say(`${delivery} ${email}`);
}

async function untilSignal(): Promise<void> {
  writeFileSync(path.join(folder, `ready-${process.pid}`), "");
  while (!existsSync(path.join(folder, "go"))) await sleep(5);
}

/** An apply that takes a while. */
async function applyMuch(target: Target): Promise<void> {
  const notes = Array.from({ length: 3000 }, (_, at) => newNote(`Note ${at}`, { text: "x".repeat(1000) }));
  await applyTo(target, notes, { lockTimeoutMs });
  say("applied");
}

const jobs: Readonly<Record<string, (target: Target) => Promise<void>>> = {
  applyForever,
  applyMuch,
  applyOnSignal,
  compete,
  deliverOnSignal,
  readForever,
};

const { smtpUrl, outbox, clockOffMs = 0 } = work;
const now = (): Date => new Date(Date.now() + clockOffMs);
const target = await openTarget(url, { kinds: targetKinds, folder, smtpUrl, outbox, now });
try {
  await jobs[job]?.(target);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(error.code);
  process.exitCode = error.exitCode;
} finally {
  await target.close();
}
