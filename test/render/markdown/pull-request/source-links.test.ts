import { expect, test } from "vitest";

import { commentMarker } from "../../../../src/render/markdown/pull-request/comment-marker.ts";
import { sourceLinks } from "../../../../src/render/markdown/pull-request/source-links.ts";
import { base, head, home } from "./sample-report.ts";

const place = { server: "https://github.com", repository: "acme/organization", commit: head };

test.each([
  ["a file", "a/b.yaml", `${home}/blob/${head}/a/b.yaml#L3`],
  [
    "a file with what markdown and addresses give a meaning",
    "a (1)/#?%[x]~.yaml",
    `${home}/blob/${head}/a%20%281%29/%23%3F%25%5Bx%5D%7E.yaml#L3`,
  ],
  ["a way out of the repository", "a/../../../evil", undefined],
  ["a path from the root", "/etc/passwd", undefined],
  ["text that is no Unicode", "\ud800.yaml", undefined],
])("%s is linked only where its address is safe", (_name, path, url) => {
  expect(sourceLinks(place).file(path, 3)).toBe(url);
});

test("commits and runs of the repository are linked", () => {
  expect(sourceLinks(place).commit(base)).toBe(`${home}/commit/${base}`);
  expect(sourceLinks(place).commit("main")).toBeUndefined();
  expect(sourceLinks(place).run(7)).toBe(`${home}/actions/runs/7`);
  expect(sourceLinks(place).run(0.5)).toBeUndefined();
});

test.each([
  ["server", { ...place, server: "https://github.com/evil" }],
  ["server's protocol", { ...place, server: "javascript:alert(1)" }],
  ["repository", { ...place, repository: "acme/a)b" }],
  ["commit", { ...place, commit: "main" }],
])("nothing is linked where the %s is not one", (_name, wrong) => {
  expect(sourceLinks(wrong).file("a.yaml", 1)).toBeUndefined();
});

test("a marker says no more of its target than a digest", () => {
  expect(commentMarker("postgres://secret", () => "0123456789abcdef0123")).toBe(
    "<!-- charter:plan target=0123456789abcdef -->",
  );
});
