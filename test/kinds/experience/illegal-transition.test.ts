import { describe, expect, test } from "vitest";

import { illegalTransition } from "../../../src/kinds/experience/illegal-transition.ts";
import type { ExperienceSpec, Version } from "../../../src/kinds/experience/schema.ts";

type Status = NonNullable<Version["status"]>;

const statuses: readonly (Status | "none")[] = ["none", "draft", "active", "paused"];

describe("from status to status", () => {
  const forbidden = new Set(["active to draft", "paused to draft"]);
  const steps = statuses.flatMap((from) => (["draft", "active", "paused"] as const).map((to) => [from, to] as const));

  test.each(steps.filter(([from, to]) => !forbidden.has(`${from} to ${to}`)))("%s to %s is a step", (from, to) => {
    expect(illegalTransition(experience(from), experience(to))).toBeUndefined();
  });

  test.each(steps.filter(([from, to]) => forbidden.has(`${from} to ${to}`)))("%s to %s is none", (from, to) => {
    expect(illegalTransition(experience(from), experience(to))).toEqual({ from, to, reason: "back-to-draft" });
  });
});

test("a draft has no place beside a version that is, or stays, a draft", () => {
  const withDraft: ExperienceSpec = { ...whole("draft"), draft: { variants: [] } };
  expect(illegalTransition(whole("draft"), withDraft)).toEqual({ from: "draft", to: "draft", reason: "second-draft" });
  expect(illegalTransition(undefined, withDraft)).toEqual({ from: "none", to: "draft", reason: "second-draft" });
  expect(illegalTransition(whole("draft"), { ...withDraft, version: whole("active").version ?? {} })).toBeUndefined();
});

test("a version with too few variants is not shown, unless the service shows it already", () => {
  const empty: ExperienceSpec = { ...whole("active"), version: { status: "active", variants: [] } };
  expect(illegalTransition(whole("draft"), empty)).toEqual({ from: "draft", to: "active", reason: "too-few-variants" });
  expect(illegalTransition(empty, { ...empty, title: "Hero" })).toBeUndefined();
});

test("an experience without any version takes no step", () => {
  const { version: _, ...bare } = whole("draft");
  expect(illegalTransition(whole("active"), bare)).toBeUndefined();
});

function experience(status: Status | "none"): ExperienceSpec {
  if (status !== "none") return whole(status);
  const { version: _, ...bare } = whole("draft");
  return bare;
}

function whole(status: Status): ExperienceSpec {
  const variants = [
    { name: "A", shortUid: "0" },
    { name: "B", shortUid: "1" },
  ];
  return { title: "Button", type: "ab-test", version: { status, variants, split: "equal" } };
}
