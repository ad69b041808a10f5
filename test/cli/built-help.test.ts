import { expect, test } from "vitest";

import { builtHelp } from "../../src/cli/built-help.ts";
import { inWorld } from "../support/cli-world.ts";

test("the help of the whole program is the same whether it was printed with the program or is printed now", () =>
  inWorld({}, async ({ charter }) => {
    const [long, short, now] = await Promise.all([charter("--help"), charter("-h"), charter("help")]);
    expect([long.exitCode, long.stderr]).toEqual([0, ""]);
    expect(short.stdout).toBe(long.stdout);
    expect(now.stdout).toBe(long.stdout);
  }));

test("a program that runs from its sources has no help that was printed before", () => {
  expect(builtHelp(undefined)).toBeUndefined();
});
