import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { kindsByName } from "../../src/kinds/index.ts";
import { compareText } from "../../src/model/json.ts";
import { openTarget } from "../../src/targets/index.ts";
import type { Target } from "../../src/targets/target.ts";

/** Opens the organization in a folder, with a clock and randomness that are the same in every run. */
export async function openOrganization(folder: string, seed: string): Promise<Target> {
  let ticks = 0;
  let drawn = 0;
  return openTarget("sqlite:organization.db", {
    kinds: kindsByName,
    folder,
    now: () => new Date(Date.UTC(2026, 0, 1) + 1000 * ticks++),
    random: (size) => bytesFrom(`${seed}/${drawn++}`, size),
  });
}

/** Accepts every invitation in a folder's outbox whose address is not left out. */
export async function acceptInvitations(
  target: Target,
  folder: string,
  exceptions: readonly string[] = [],
): Promise<void> {
  for (const { to, token } of await readOutbox(folder)) {
    if (!exceptions.includes(to)) await target.invitations.accept(token);
  }
}

async function readOutbox(folder: string): Promise<readonly { readonly to: string; readonly token: string }[]> {
  const outbox = path.join(folder, "outbox");
  const files = await readdir(outbox).catch(() => []);
  const mails = await Promise.all(
    files.toSorted(compareText).map(async (file) => readFile(path.join(outbox, file), "utf8")),
  );
  return mails.map((mail) => {
    const text = decodeQuotedPrintable(mail);
    return { to: found(text, /^To: <?([^>\r\n]+)>?/m), token: found(text, /invitations accept (\S+)/) };
  });
}

function found(text: string, pattern: RegExp): string {
  const match = pattern.exec(text)?.[1];
  if (match === undefined) throw new Error(`a mail does not say ${String(pattern)}`);
  return match;
}

function decodeQuotedPrintable(text: string): string {
  return text
    .replaceAll(/=\r?\n/g, "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
}

function bytesFrom(seed: string, size: number): Uint8Array {
  const parts = Array.from({ length: Math.ceil(size / 32) }, (_, at) =>
    createHash("sha256").update(`${seed}/${at}`).digest(),
  );
  return Buffer.concat(parts).subarray(0, size);
}
