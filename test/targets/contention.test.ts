import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { describe, expect, onTestFinished, test } from "vitest";

import { startMailServer } from "../support/mail-server.ts";
import { type Child, startStoreChild } from "../support/run-store-child.ts";
import { lookForDamage, lookForLostMail, roundsSaid } from "../support/store-damage.ts";
import type { StoreWorld } from "../support/store-world.ts";
import { everyStore, type StoreKind } from "../support/store-worlds.ts";
import { applyTo, founding, newMember } from "../support/target-world.ts";

const isLong = process.env["CHARTER_LONG"] === "1";
const runMs = isLong ? 60_000 : 2000;
const hours = 3_600_000;
const longestReadMs = 3000;
const noAnchor = { count: 0, hash: "" };

async function found({ open }: StoreKind): Promise<StoreWorld> {
  const world = await open();
  onTestFinished(() => world.close());
  await applyTo(world.target, founding);
  return world;
}

function start(world: StoreWorld, work: Parameters<typeof startStoreChild>[1]): Child {
  const child = startStoreChild(world, work);
  onTestFinished(() => child.kill());
  return child;
}

describe.each(everyStore)("on $database", (store) => {
  test(
    "of eight who apply and four who read at once, nobody loses, doubles or sees half of anything",
    { timeout: runMs + 40_000 },
    async () => {
      const world = await found(store);
      const appliers = Array.from({ length: 8 }, (_, at) => {
        // Some are patient, some are not; the clocks of some are wrong, in both directions.
        const lockTimeoutMs = at < 4 ? 5000 : 30;
        const clockOffMs = [-9 * hours, 9 * hours][at] ?? 0;
        return start(world, { job: "compete", name: `w${at}`, lockTimeoutMs, clockOffMs });
      });
      const readers = Array.from({ length: 4 }, () => start(world, { job: "readForever" }));
      await Promise.all([...appliers, ...readers].map(({ spoke }) => spoke));
      await sleep(runMs);
      for (const { finish } of [...appliers, ...readers]) finish();
      const ends = await Promise.all([...appliers, ...readers].map(({ ended }) => ended));
      expect(ends.map(({ exitCode, stderr }) => `${exitCode} ${stderr}`)).toEqual(ends.map(() => "0 "));

      const said = ends.slice(0, 8).map(({ stdout }) => roundsSaid(stdout));
      const look = await lookForDamage(world, { said: said.flat(), anchor: noAnchor });
      expect(look.problems).toEqual([]);
      expect(await lookForLostMail(world)).toEqual([]);
      const done = said.flat().filter(({ word }) => word === "done");
      // Each was planned at a state that no other one was applied to.
      expect(new Set(done.map(({ number }) => number)).size).toBe(done.length);
      expect(done.length).toBeGreaterThan(5);
      for (const own of said) expectGrowing(own.flatMap(({ word, number }) => (word === "done" ? [number] : [])));
      const refusals = said.flat().filter(({ word }) => word !== "done");
      const codes = new Set(refusals.map(({ word, number }) => `${word} ${number}`));
      expect([...codes].filter((code) => code !== "stale 24" && code !== "locked 25")).toEqual([]);
      expect(codes).toContain("stale 24");

      const readings = ends.slice(8).map(({ stdout }) => readingsIn(stdout));
      for (const own of readings.map((each) => each.map(([serial]) => serial))) {
        expect(own).toEqual(own.toSorted(byNumber));
      }
      expect(readings.flat().filter(([, notes]) => notes % 2 !== 0)).toEqual([]);
      expect(Math.max(...readings.flat().map(([, , tookMs]) => tookMs))).toBeLessThan(longestReadMs);
      expect(Math.min(...readings.map((own) => own.length))).toBeGreaterThan(5);
    },
  );

  test("of four processes that deliver the same outbox, each mail is sent by one, once", async () => {
    const world = await found(store);
    const people = Array.from({ length: 24 }, (_, at) => `person-${at}`);
    // Nobody answers there, so that the mails wait.
    const nowhere = await world.again({ smtpUrl: "smtp://127.0.0.1:1" });
    await applyTo(
      nowhere,
      people.map((name) => newMember(name)),
    );
    const server = await startMailServer(() => sleep(5));
    onTestFinished(() => server.close());
    const offMs = [0, 0, 9 * hours, -9 * hours];
    const children = offMs.map((clockOffMs) =>
      start(world, { job: "deliverOnSignal", smtpUrl: server.url, clockOffMs }),
    );
    const countReady = (): number => readdirSync(world.folder).filter((name) => name.startsWith("ready")).length;
    await expect.poll(countReady, { timeout: 20_000 }).toBe(4);
    writeFileSync(path.join(world.folder, "go"), "");
    const ends = await Promise.all(children.map(({ ended }) => ended));
    expect(ends.map(({ exitCode, stderr }) => `${exitCode} ${stderr}`)).toEqual(ends.map(() => "0 "));
    const everybody = people.map((name) => `${name}@acme.test`).toSorted();
    expect(server.received.flatMap(({ to }) => to).toSorted()).toEqual(everybody);
    const told = ends.flatMap(({ stdout }) => stdout.split("\n").filter(Boolean));
    expect(told.toSorted()).toEqual(everybody.map((email) => `sent ${email}`));
    expect((await world.target.invitations.list()).map(({ mail }) => mail)).toEqual(people.map(() => "sent"));
    expect(existsSync(world.outbox)).toBe(false);
  });
});

function readingsIn(stdout: string): readonly (readonly [serial: number, notes: number, tookMs: number])[] {
  return [...stdout.matchAll(/^read (\d+) (\d+) (\d+)$/gm)].map(([, serial, notes, tookMs]) => {
    return [Number(serial), Number(notes), Number(tookMs)];
  });
}

function expectGrowing(serials: readonly number[]): void {
  expect(serials).toEqual([...new Set(serials)].toSorted(byNumber));
}

function byNumber(one: number, other: number): number {
  return one - other;
}
