import { mkdir, open, rename } from "node:fs/promises";
import path from "node:path";

import type { Carrier, Delivery, OutgoingMail } from "./carrier.ts";
import { composeMessage } from "./compose-message.ts";

/**
 * Writes each mail to a file of its own, named after the mail's id: trying again writes the same file, never a second
 * one. A file is there whole or not at all.
 */
export function fileCarrier(folder: string): Carrier {
  return {
    name: "file",
    deliver: async (mail) => deliver(mail, folder),
    close: async () => undefined,
  };
}

async function deliver(mail: OutgoingMail, folder: string): Promise<Delivery> {
  const file = path.join(folder, `${mail.id}.eml`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeWhole(file, await composeMessage(mail));
    return { state: "sent", detail: file };
  } catch (error) {
    return { state: "failed", detail: error instanceof Error ? error.message : String(error) };
  }
}

// The token inside is as good as a password: only the owner may read it.
async function writeWhole(file: string, content: Buffer): Promise<void> {
  const draft = `${file}.part`;
  const handle = await open(draft, "w", 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
