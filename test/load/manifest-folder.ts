import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder of its own for one test, gone when the test ends. */
export interface ManifestFolder extends Disposable {
  readonly path: string;
  /** Writes a file, with its folders. */
  readonly write: (file: string, content: string | Uint8Array) => void;
  /** The path of something in the folder. */
  readonly at: (file: string) => string;
}

/** Makes a folder that holds these files. */
export function manifestFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): ManifestFolder {
  const path = mkdtempSync(join(tmpdir(), "charter-load-"));
  const at = (file: string): string => join(path, file);
  const write = (file: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(at(file)), { recursive: true });
    writeFileSync(at(file), content);
  };
  for (const [file, content] of Object.entries(files)) write(file, content);
  return { path, write, at, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
