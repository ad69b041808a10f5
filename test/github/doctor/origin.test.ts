import { expect, test } from "vitest";

import { parseOrigin } from "../../../src/github/doctor/origin.ts";

test.each([
  ["https://github.com/acme/people.git", "github.com", "acme/people"],
  ["https://github.com/acme/people", "github.com", "acme/people"],
  ["https://ada:secret@GitHub.com/acme/people.io/", "github.com", "acme/people.io"],
  ["git@github.com:acme/people.git", "github.com", "acme/people"],
  ["ssh://git@git.acme.test:2222/acme/people.git", "git.acme.test", "acme/people"],
])("%s is on %s and called %s", (address, host, repository) => {
  expect(parseOrigin(address)).toEqual({ host, repository });
});

test.each([
  "",
  "/srv/people.git",
  "../people",
  "file:///srv/acme/people",
  "https://github.com/acme",
  "https://x/a/b/c",
])("%j names no repository on a server like GitHub", (address) => {
  expect(parseOrigin(address)).toBeUndefined();
});
