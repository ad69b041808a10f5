import { readdirSync } from "node:fs";

/** Every file below a folder. */
export function* manifestFiles(root: string): Generator<string> {
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else yield path;
    }
  }
}
