import { summarizeArchive } from "../targets/store/archive/summarize-archive.ts";
import type { Target } from "../targets/target.ts";
import { afterWriting, type ArchiveAnswer, archiveAnswer, differences } from "./archive-answer.ts";

/** Copies everything into a target that holds nothing yet, then reads both ends again and says how they compare. */
export async function copyOrganization(source: Target, target: Target): Promise<ArchiveAnswer> {
  const read = await target.archive.restore(source.archive.read());
  return afterWriting(target.name, async () => {
    const found = await summarizeArchive(target.archive.read());
    const answer = await archiveAnswer({ from: source.name, to: target.name, read, found }, target);
    const now = await summarizeArchive(source.archive.read());
    return { ...answer, moved: differences(read, now).length > 0 };
  });
}
