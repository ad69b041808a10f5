import { readFile } from "node:fs/promises";

interface Lockfile {
  readonly packages: Readonly<Record<string, Locked>>;
}

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(await readFile("package-lock.json", "utf8")) as Lockfile; // npm wrote it
const problems = Object.entries(packages).flatMap(([path, locked]) => (path === "" ? [] : problemsOf(path, locked)));

for (const problem of problems) console.error(`package-lock.json: ${problem}`);
if (problems.length > 0) process.exitCode = 1;

/**
 * Every machine takes packages from the registry it is set up with, so no entry names a host, and a digest proves that
 * all got the same. npm leaves out a platform's build that its registry did not have; `npm ci` then fails everywhere.
 */
function problemsOf(path: string, { resolved, integrity, optionalDependencies = {} }: Locked): readonly string[] {
  const missing = Object.keys(optionalDependencies).filter((name) => !isLocked(path, name));
  return [
    ...(resolved === undefined ? [] : [`${path} names a host; npm install --omit-lockfile-registry-resolved`]),
    ...(integrity === undefined ? [`${path} has no digest`] : []),
    ...missing.map((name) => `${path} lacks ${name}; choose a version that all platforms have`),
  ];
}

/** A package sees what is installed inside it, then what stands beside each folder that it is in. */
function isLocked(path: string, name: string): boolean {
  const names = path.split("/node_modules/");
  const folders = names.map((_, index) => `${names.slice(0, index + 1).join("/node_modules/")}/`);
  return [...folders, ""].some((folder) => `${folder}node_modules/${name}` in packages);
}
