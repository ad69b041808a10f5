import { summary } from "@actions/core";

/** Writes the summary of the run in place of what this step wrote before. Fails where the run has no summary. */
export async function writeSummary(text: string): Promise<void> {
  await summary.addRaw(text, true).write({ overwrite: true });
}
