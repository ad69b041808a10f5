import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";

import { expect, test } from "vitest";

import { readRegularFile } from "../../src/load/read-regular-file.ts";
import { manifestFolder } from "./manifest-folder.ts";

test("a regular file gives its bytes", () => {
  using folder = manifestFolder({ "a.yaml": "a: é\n", "empty.yaml": "" });
  expect(readRegularFile(folder.at("a.yaml"), 6)).toEqual(Buffer.from("a: é\n"));
  expect(readRegularFile(folder.at("empty.yaml"), 0)).toEqual(Buffer.alloc(0));
});

test("a file beyond the limit is not read", () => {
  using folder = manifestFolder({ "a.yaml": "a: é\n" });
  expect(readRegularFile(folder.at("a.yaml"), 5)).toEqual({ code: "file-too-large", args: { bytes: 6, limit: 5 } });
});

// A file that was regular when its folder was listed may be something else when it is opened.
test("a link, a pipe and a folder are refused when they are opened", () => {
  using folder = manifestFolder({ "a.yaml": "a: 1\n", "folder/b.yaml": "" });
  symlinkSync("a.yaml", folder.at("link.yaml"));
  execFileSync("sh", ["-c", 'mkfifo "$0"', folder.at("pipe.yaml")]);
  expect(readRegularFile(folder.at("link.yaml"), 100)).toEqual({ code: "symlink-refused" });
  expect(readRegularFile(folder.at("pipe.yaml"), 100)).toEqual({ code: "not-regular-file" });
  expect(readRegularFile(folder.at("folder"), 100_000)).toEqual({ code: "not-regular-file" });
});

test("a file that is gone says so", () => {
  using folder = manifestFolder();
  expect(readRegularFile(folder.at("a.yaml"), 100)).toEqual({ code: "file-unreadable", args: { detail: "ENOENT" } });
});
