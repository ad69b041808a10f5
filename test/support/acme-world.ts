import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";

import { closeWorld, type CliWorld, openWorld } from "./cli-world.ts";

const examples = path.join(import.meta.dirname, "../../examples");

/** A folder in which ada has applied the example `acme`, and lin and ben have accepted; tests work in copies of it. */
export async function foundAcme(): Promise<CliWorld> {
  const world = openWorld({});
  mkdirSync(path.join(world.folder, "acme"));
  cpSync(path.join(examples, "acme"), path.join(world.folder, "acme"), { recursive: true });
  await orClose(world, ["apply", "acme", "-y"]);
  for (const person of ["lin@acme.test", "ben@acme.test"]) {
    await orClose(world, ["invitations", "accept", world.tokenFor(person)]);
  }
  return world;
}

/** Lays the change over acme that makes lin Project Owner, which she may not do. */
export function layDeniedChange({ folder }: CliWorld): void {
  cpSync(path.join(examples, "denied-change/projects"), path.join(folder, "acme/projects"), { recursive: true });
}

/** Edits one file of the example. */
export function edit({ read, write }: CliWorld, file: string, [from, to]: readonly [string, string]): void {
  const text = read(file);
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  write({ [file]: text.replace(from, to) });
}

async function orClose(world: CliWorld, words: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await world.charter(...words);
  if (exitCode === 0) return;
  closeWorld(world);
  throw new Error(`charter ${words.join(" ")} ended with ${exitCode}: ${stderr}`);
}
