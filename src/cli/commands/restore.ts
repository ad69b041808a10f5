import { once } from "node:events";

import { summarizeArchive } from "../../targets/store/archive/summarize-archive.ts";
import { afterWriting, archiveAnswer, tellArchive } from "../archive-answer.ts";
import type { Environment } from "../environment.ts";
import { withTarget } from "../open-target.ts";
import { readArchiveFile } from "../read-archive-file.ts";
import type { GlobalOptions } from "../settings.ts";

/** Takes an archive from a file, or from stdin for `-`, into a target that holds nothing yet, and reads it back. */
export async function restore(file: string, flags: GlobalOptions, environment: Environment): Promise<number> {
  const from = file === "-" ? "stdin" : file;
  // Read once beforehand, so that a damaged file does not even touch the target; a stream comes only once.
  if (file !== "-") await summarizeArchive(readArchiveFile(file, environment));
  // Whoever writes the stream may still be asked for a passphrase, and nobody else has to wait for that.
  else await once(environment.stdin, "readable");
  const answer = await withTarget(flags, environment, async (target) => {
    const read = await target.archive.restore(readArchiveFile(file, environment));
    return afterWriting(target.name, async () => {
      const found = await summarizeArchive(target.archive.read());
      return archiveAnswer({ from, to: target.name, read, found }, target);
    });
  });
  return tellArchive(answer, { done: "Restored", flags, environment });
}
