import { statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { Target } from "../../src/targets/target.ts";
import { openPostgresWorld } from "./postgres-world.ts";
import { type CutMoment, type FaultProxy, saysCommit, startFaultProxy } from "./postgres/fault-proxy.ts";
import { startPostgres } from "./postgres/postgres-server.ts";
import { type Child, startStoreChild } from "./run-store-child.ts";
import { lookForDamage, lookForLostMail, roundsSaid } from "./store-damage.ts";
import type { StoreWorld } from "./store-world.ts";
import { openEmbedded } from "./store-worlds.ts";
import { applyTo, founding } from "./target-world.ts";

/** How often each fault was done to a database, and how often the organization was as it must be afterwards. */
export interface FaultReport {
  readonly database: string;
  readonly fault: string;
  readonly injected: number;
  readonly survived: number;
  /** What was wrong, where it was not. */
  readonly problems: readonly string[];
}

/** What a campaign is run with. */
export interface CampaignOptions {
  /** How often each fault is done. */
  readonly rounds: number;
  /** A number from 0 to 1, for the moments of the faults. */
  readonly random: () => number;
  /** Hears of each fault that is over. */
  readonly onRound?: (() => void) | undefined;
}

/** Everything that is done to an organization in one database, while a process applies to it. */
export interface Campaign {
  readonly database: string;
  readonly faults: readonly string[];
  readonly run: (options: CampaignOptions) => Promise<readonly FaultReport[]>;
}

/** An organization that things are done to. */
interface Arena {
  readonly world: StoreWorld;
  /** Looks at it by a way that nothing is done to. */
  readonly target: Target;
  readonly faults: readonly Fault[];
  readonly close: () => Promise<void>;
}

interface Fault {
  readonly name: string;
  /** Runs before the process, as in a script. */
  readonly shell?: (() => string) | undefined;
  /** Does it once, to a process that applies or to what it applies to. */
  readonly strike: (applier: Child, pause: () => Promise<void>) => Promise<void>;
}

const roundsPerArena = 30;
// A fault should hit anything from the end of one apply to somewhere in a later one.
const longestPauseMs = 120;
// How long a process goes on afterwards, to come to terms with it.
const afterMs = 150;

const killed: Fault = {
  name: "applier killed",
  strike: async (applier, pause) => {
    await pause();
    applier.kill();
  },
};

/** The campaigns, one for each database. */
export const campaigns: readonly Campaign[] = [
  campaign("SQLite", openEmbeddedArena, ["applier killed", "disk full"]),
  campaign("PostgreSQL", openSharedArena, [
    "applier killed",
    "connection ended by the server",
    "server killed",
    "cut before commit",
    "cut after commit",
  ]),
];

function campaign(database: string, open: () => Promise<Arena>, faults: readonly string[]): Campaign {
  return {
    database,
    faults,
    run: async (options) => {
      const reports = new Map(
        faults.map((fault) => [
          fault,
          { database, fault, injected: 0, survived: 0, problems: [] as readonly string[] },
        ]),
      );
      for (let done = 0; done < options.rounds; done += roundsPerArena) {
        const rounds = Math.min(roundsPerArena, options.rounds - done);
        for (const { fault, problems } of await runArena(await open(), { ...options, rounds })) {
          const report = reports.get(fault);
          if (report === undefined) continue;
          report.injected += 1;
          if (problems.length === 0) report.survived += 1;
          else report.problems = [...report.problems, ...problems];
        }
      }
      return [...reports.values()];
    },
  };
}

interface RoundEnd {
  readonly fault: string;
  readonly problems: readonly string[];
}

async function runArena(arena: Arena, { rounds, random, onRound }: CampaignOptions): Promise<readonly RoundEnd[]> {
  const ends: RoundEnd[] = [];
  let anchor = { count: 0, hash: "" };
  const pause = (): Promise<void> => sleep(random() * longestPauseMs);
  try {
    await applyTo(arena.target, founding);
    for (let round = 0; round < rounds; round += 1) {
      for (const [at, fault] of arena.faults.entries()) {
        // The name is no part of another: rounds are told apart by it.
        const { stdout, broken } = await strikeOnce(arena.world, { fault, name: `r${round}f${at}`, pause });
        const look = await lookForDamage(
          { ...arena.world, target: arena.target },
          { said: roundsSaid(stdout), anchor },
        );
        anchor = look.head;
        await freeLock(arena.target);
        ends.push({ fault: fault.name, problems: [...broken, ...look.problems] });
        onRound?.();
      }
    }
    const lost = await lookForLostMail(arena.world);
    const [last] = ends.splice(-1);
    if (last !== undefined) ends.push({ ...last, problems: [...last.problems, ...lost] });
    return ends;
  } finally {
    await arena.close();
  }
}

// Nobody needs to wait until a dead holder's time is over.
async function freeLock({ lock }: Target): Promise<void> {
  const { id, state } = await lock.status();
  if (state === "announced" || state === "abandoned") await lock.release(id);
}

interface Strike {
  readonly fault: Fault;
  readonly name: string;
  readonly pause: () => Promise<void>;
}

async function strikeOnce(world: StoreWorld, { fault, name, pause }: Strike) {
  const applier = startStoreChild(world, { job: "compete", name, lockTimeoutMs: 300, shell: fault.shell?.() });
  try {
    await applier.spoke;
    await fault.strike(applier, pause);
    await sleep(afterMs);
  } finally {
    applier.finish();
  }
  const { stdout, stderr, exitCode } = await applier.ended;
  const isExpected = stderr === "" && (exitCode === 0 || fault === killed);
  return { stdout, broken: isExpected ? [] : [`the applier ended with ${exitCode}: ${stderr}`] };
}

async function openEmbeddedArena(): Promise<Arena> {
  const world = await openEmbedded();
  const file = path.join(world.folder, "data", "organization.db");
  const sizeOf = (one: string): number => statSync(one, { throwIfNoEntry: false })?.size ?? 0;
  const full: Fault = {
    name: "disk full",
    // One block is 1,024 bytes; the signal that would end the process is turned into an error.
    shell: () => {
      const largest = Math.max(sizeOf(file), sizeOf(`${file}-wal`));
      return `trap '' XFSZ; ulimit -f ${Math.ceil(largest / 1024) + 100};`;
    },
    strike: async (applier) => {
      for (let waited = 0; waited < 3000 && !applier.heard().includes("store-failed"); waited += 10) await sleep(10);
      if (!applier.heard().includes("store-failed")) throw new Error("the disk never became full");
    },
  };
  return { world, target: world.target, faults: [killed, full], close: world.close };
}

async function openSharedArena(): Promise<Arena> {
  const server = await startPostgres({ durable: true });
  const proxy = await startFaultProxy(server);
  const world = await openPostgresWorld(server, { way: proxy.url });
  const ended: Fault = {
    name: "connection ended by the server",
    strike: async (_, pause) => {
      await pause();
      await server.terminateBackends(world.database.name);
    },
  };
  const crashed: Fault = {
    name: "server killed",
    strike: async (_, pause) => {
      await pause();
      await server.kill();
      await server.start();
    },
  };
  return {
    world,
    target: await world.openAt(world.database.url),
    faults: [killed, ended, crashed, cut(proxy, "before"), cut(proxy, "after")],
    close: async () => {
      await world.close();
      await proxy.close();
      await server.stop();
    },
  };
}

function cut(proxy: FaultProxy, moment: CutMoment): Fault {
  return {
    name: `cut ${moment} commit`,
    strike: async (_, pause) => {
      await pause();
      await proxy.cutWhen(saysCommit, moment);
    },
  };
}
