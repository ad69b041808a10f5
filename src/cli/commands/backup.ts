import path from "node:path";

import { summarizeArchive, watchArchive } from "../../targets/store/archive/summarize-archive.ts";
import { type ArchiveAnswer, archiveAnswer, tellArchive } from "../archive-answer.ts";
import type { Environment } from "../environment.ts";
import { withTarget } from "../open-target.ts";
import { readArchiveFile } from "../read-archive-file.ts";
import type { GlobalOptions } from "../settings.ts";
import { writeArchiveFile, writeArchiveTo } from "../write-archive-file.ts";

/**
 * Writes everything the target holds to a file, and reads the file back before it gets its name; or to stdout, for `-`, and
 * then the answer goes to stderr.
 */
export async function backup(file: string, flags: GlobalOptions, environment: Environment): Promise<number> {
  const isStdout = file === "-";
  const answer = isStdout ? await backUpToStdout(flags, environment) : await backUpToFile(file, flags, environment);
  const { stdout, stderr } = environment;
  return tellArchive(answer, { done: "Backed up", flags, environment, stream: isStdout ? stderr : stdout });
}

async function backUpToFile(file: string, flags: GlobalOptions, environment: Environment): Promise<ArchiveAnswer> {
  return withTarget(flags, environment, async (target) => {
    const { lines, summary } = watchArchive(target.archive.read());
    const place = path.resolve(environment.cwd, file);
    const found = await writeArchiveFile(place, lines, (part) => summarizeArchive(readArchiveFile(part, environment)));
    return archiveAnswer({ from: target.name, to: file, read: summary(), found }, target);
  });
}

async function backUpToStdout(flags: GlobalOptions, environment: Environment): Promise<ArchiveAnswer> {
  return withTarget(flags, environment, async (target) => {
    const { lines, summary } = watchArchive(target.archive.read());
    await writeArchiveTo(environment.stdout, lines);
    return archiveAnswer({ from: target.name, to: "stdout", read: summary() }, target);
  });
}
