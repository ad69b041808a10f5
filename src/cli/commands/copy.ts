import { tellArchive } from "../archive-answer.ts";
import { copyOrganization } from "../copy-organization.ts";
import type { Environment } from "../environment.ts";
import { withTarget } from "../open-target.ts";
import type { GlobalOptions } from "../settings.ts";

/** The two targets of a copy, by their URLs. */
export interface CopyEnds {
  readonly from: string;
  readonly to: string;
}

/** Copies an organization into a target that holds nothing yet, and compares both ends. */
export async function copy({ from, to }: CopyEnds, flags: GlobalOptions, environment: Environment): Promise<number> {
  const answer = await withTarget({ ...flags, target: from }, environment, (source) =>
    withTarget({ ...flags, target: to }, environment, (target) => copyOrganization(source, target)),
  );
  return tellArchive(answer, { done: "Copied", flags, environment });
}
