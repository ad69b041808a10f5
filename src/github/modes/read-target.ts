import type { Snapshot } from "../../model/live.ts";
import type { ActionContext } from "./action-context.ts";

/** Reads everything a target holds, and lets go of it. */
export async function readTarget({ openTarget }: ActionContext, url: string): Promise<Snapshot> {
  const target = await openTarget(url);
  try {
    return await target.read();
  } finally {
    await target.close();
  }
}
