import { expect, test } from "vitest";

import { markerOf } from "../../../src/github/modes/marker-of.ts";

const inputs = { target: "given", directory: "." };

function marker(name: string, directory = "."): string {
  return markerOf({ ...inputs, directory }, name);
}

test("a plan that reads and an apply that writes are about the same target", () => {
  const reader = marker("postgres://charter_reader@db.acme.test/charter");
  expect(marker("postgres://charter_writer@db.acme.test/charter")).toBe(reader);
  expect(reader).toMatch(/^<!-- charter:plan target=[0-9a-f]{16} -->$/);
});

test("another database, schema or folder is another target", () => {
  const all = [
    marker("postgres://charter@db.acme.test/charter"),
    marker("postgres://charter@db.acme.test/other"),
    marker("postgres://charter@db.acme.test/charter?schema=acme_eu"),
    marker("postgres://charter@db.acme.test/charter", "eu"),
    marker("sqlite:organization.db"),
    markerOf({ target: undefined, directory: "." }, ""),
  ];
  expect(new Set(all).size).toBe(all.length);
});
