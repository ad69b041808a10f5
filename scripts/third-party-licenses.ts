import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The licenses of all packages that the given files belong to: they ask to travel with every copy of their code. */
export async function thirdPartyLicenses(files: readonly string[]): Promise<string> {
  const folders = new Set(files.flatMap((file) => packageFolder(file) ?? []));
  const notices = await Promise.all([...folders].toSorted().map(noticeOf));
  return notices.join(`\n${"-".repeat(80)}\n\n`);
}

function packageFolder(file: string): string | undefined {
  return /^[^\0]*\/node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(file)?.[0];
}

async function noticeOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
    readonly [Field in "name" | "version" | "license"]: string; // what npm asks of every published package
  };
  return `${name} ${version} (${license})\n\n${await licenseText(folder, name)}`;
}

// Some packages state their license in the README alone.
async function licenseText(folder: string, name: string): Promise<string> {
  const files = await readdir(folder);
  const licenseFile = files.find((file) => /^licen[cs]e(?:[-.]|$)/iu.test(file));
  if (licenseFile !== undefined) return readFile(join(folder, licenseFile), "utf8");
  const readme = files.find((file) => /^readme/iu.test(file));
  const section = readme === undefined ? undefined : licenseSection(await readFile(join(folder, readme), "utf8"));
  if (section === undefined) throw new Error(`${name} has no license text, so its code cannot be bundled`);
  return section;
}

function licenseSection(readme: string): string | undefined {
  return /^#+ *licen[cs]e\b.*\n+([\s\S]+?)(?=^#|(?![\s\S]))/imu.exec(readme)?.[1]?.trim();
}
