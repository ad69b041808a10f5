import { declare, type Declared } from "../declare.ts";
import { hasErrors } from "../model/diagnostic.ts";
import { exitCodes } from "../model/exit-code.ts";
import { Failure } from "../model/failure.ts";
import type { Snapshot } from "../model/live.ts";
import { readLive, type LiveReading } from "../read-live.ts";
import type { Coded } from "../render/sentences/sentence-for.ts";
import { sentenceLines } from "../render/terminal/phrase-pieces.ts";
import { printLines } from "../render/terminal/print-lines.ts";
import type { Target } from "../targets/target.ts";
import type { Environment } from "./environment.ts";
import { readManifests } from "./manifests.ts";
import { withTarget } from "./open-target.ts";
import { writeLine } from "./output.ts";
import type { GlobalOptions } from "./settings.ts";
import { styleOf } from "./style-of.ts";

/** The folder whose manifests give handles, unless another is named. */
export const defaultDirectory = ".";

/** The flags of commands that ask about the live organization. */
export interface LiveFlags extends GlobalOptions {
  readonly directory: string;
}

/**
 * Reads the live organization. Manifests lend it their handles where they are sound; live objects that nobody declares are
 * called by their titles. Throws `organization-absent` when the target holds none.
 */
export async function readOrganization(flags: LiveFlags, environment: Environment): Promise<LiveReading> {
  const declared = await handlesFrom(flags, environment);
  return withTarget(flags, environment, async (target) => {
    const snapshot = await assertOrganization(target);
    return readLive(declared.objects, snapshot);
  });
}

/** What the target holds. Throws `organization-absent` when that is nothing, so that a wrong path is no empty answer. */
export async function assertOrganization(target: Target): Promise<Snapshot> {
  const snapshot = await target.read();
  if (snapshot.objects.length > 0) return snapshot;
  throw new Failure("organization-absent", exitCodes.usage, { target: target.name });
}

async function handlesFrom(flags: LiveFlags, environment: Environment): Promise<Pick<Declared, "objects">> {
  const { directory } = flags;
  const manifests = await readManifests(directory, flags, environment);
  const isEmpty = manifests.diagnostics.some(({ code }) => code === "nothing-declared");
  // Without manifests here, titles do; a folder that was named is not passed over in silence.
  if (isEmpty && directory !== defaultDirectory) {
    throw new Failure("folder-without-manifests", exitCodes.usage, { folder: directory });
  }
  const declared = declare(manifests.documents, manifests.diagnostics);
  if (isEmpty || !hasErrors(declared.diagnostics)) return declared;
  await warn({ code: "handles-from-titles", args: { folder: directory } }, flags, environment);
  return { objects: [] };
}

async function warn(about: Coded, flags: GlobalOptions, environment: Environment): Promise<void> {
  const lines = sentenceLines(about, { text: "warning", ink: "warning", indent: 0 });
  await writeLine(environment.stderr, printLines(lines, styleOf(environment, environment.stderr, flags)));
}
