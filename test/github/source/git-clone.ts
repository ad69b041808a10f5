import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A repository of its own for one test, gone when the test ends. */
export interface GitClone extends Disposable {
  readonly folder: string;
  /** Runs git in it, and gives what it prints without the last line break. */
  readonly git: (...words: readonly string[]) => string;
  readonly write: (files: Readonly<Record<string, string | Uint8Array>>) => void;
  readonly link: (target: string, file: string) => void;
  /** Commits everything, and gives the commit's id. */
  readonly commit: (files?: Readonly<Record<string, string | Uint8Array>>) => string;
  /** A commit of exactly these entries, written past the index, which would refuse such names. */
  readonly commitTree: (entries: readonly TreeLine[]) => string;
}

/** One entry of a tree as git stores it. */
export interface TreeLine {
  readonly mode: string;
  readonly name: string | Buffer;
  readonly content: string;
}

export function gitClone(): GitClone {
  const folder = mkdtempSync(join(tmpdir(), "charter-git-"));
  const git = (...words: readonly string[]): string => runIn(folder, words);
  git("init", "--quiet", "--initial-branch=main");
  const write: GitClone["write"] = (files) => {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), content);
    }
  };
  const commit: GitClone["commit"] = (files = {}) => {
    write(files);
    git("add", "--all", "--force");
    git("commit", "--quiet", "--allow-empty", "--message", "change");
    return git("rev-parse", "HEAD");
  };
  return {
    folder,
    git,
    write,
    commit,
    link: (target, file) => symlinkSync(target, join(folder, file)),
    commitTree: (entries) => git("commit-tree", "-m", "change", writeTree(folder, entries)),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function writeTree(folder: string, entries: readonly TreeLine[]): string {
  const lines = entries.map(({ mode, name, content }) => {
    const id = /^160000$/.test(mode) ? content : runIn(folder, ["hash-object", "-w", "--stdin"], content);
    return Buffer.concat([Buffer.from(`${mode} `), Buffer.from(name), Buffer.from([0]), Buffer.from(id, "hex")]);
  });
  return runIn(folder, ["hash-object", "-w", "-t", "tree", "--stdin", "--literally"], Buffer.concat(lines));
}

function runIn(folder: string, words: readonly string[], input: string | Buffer = ""): string {
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: "1",
    ...person("AUTHOR"),
    ...person("COMMITTER"),
  };
  const { status, stdout, stderr } = spawnSync("git", words, { cwd: folder, env, input });
  if (status !== 0) throw new Error(`git ${words.join(" ")}: ${stderr.toString()}`);
  return stdout.toString().trimEnd();
}

function person(part: string): Readonly<Record<string, string>> {
  return { [`GIT_${part}_NAME`]: "Ada", [`GIT_${part}_EMAIL`]: "ada@acme.test" };
}
