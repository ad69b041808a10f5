import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { findPassword } from "../../src/targets/store/postgres/password-file.ts";
import { parsePostgresUrl } from "../../src/targets/store/postgres/postgres-location.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "charter-pass-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function passwordFor(url: string, file = "pass"): Promise<string | undefined> {
  return findPassword(parsePostgresUrl(url, { variables: { PGPASSFILE: file }, folder }));
}

function write(...lines: readonly string[]): void {
  writeFileSync(path.join(folder, "pass"), `${lines.join("\n")}\n`, { mode: 0o600 });
}

test.each([
  ["the first line that fits", "postgres://ada@h/d", ["h:5432:other:ada:1", "h:5432:d:ada:2", "*:*:*:*:3"], "2"],
  ["stars", "postgres://ada@h:99/d", ["*:*:*:ada:yes"], "yes"],
  ["another port", "postgres://ada@h:99/d", ["h:5432:d:ada:no"], undefined],
  ["another user", "postgres://eve@h/d", ["h:5432:d:ada:no"], undefined],
  ["a comment", "postgres://ada@h/d", ["#*:*:*:*:no", "*:*:*:*:yes"], "yes"],
  ["escaped colons and backslashes", "postgres://ada@h/d", [String.raw`h:*:d:ada:a\:b\\c`], String.raw`a:b\c`],
  ["escaped colons in a host", "postgres://ada@[::1]/d", [String.raw`\:\:1:*:d:ada:yes`], "yes"],
  ["a Unix socket, which is localhost", "postgres://ada@/d?host=/run", ["localhost:*:d:ada:yes"], "yes"],
  ["too few fields", "postgres://ada@h/d", ["h:5432:d"], undefined],
  ["nothing", "postgres://ada@h/d", [], undefined],
])("%s", async (_, url, lines, password) => {
  write(...lines);
  expect(await passwordFor(url)).toBe(password);
});

test("a file that others may read is not used", async () => {
  write("*:*:*:*:no");
  chmodSync(path.join(folder, "pass"), 0o640);
  expect(await passwordFor("postgres://ada@h/d")).toBeUndefined();
});

test("a file that is not there has no password", async () => {
  expect(await passwordFor("postgres://ada@h/d", "missing")).toBeUndefined();
});
