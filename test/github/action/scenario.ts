import { mkdtempSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { type ActionEnd, type ActionWorld, canaryToken, openActionWorld, saidBy } from "./action-world.ts";
import { giveBackGitHub, takeGitHub } from "./github-pool.ts";
import { runFolder } from "./run-folder.ts";
import { type Files, foundOrganization, sampleFiles } from "./sample-organization.ts";

// For each worker one organization per set of manifests is founded, and every scenario works on a copy.
const organizations = new Map<Files, Promise<string>>();

async function organizationOf(files: Files): Promise<string> {
  const folder = mkdtempSync(path.join(runFolder(), "organization-"));
  await foundOrganization(folder, files);
  return folder;
}

/**
 * A test in a world of its own. At its end nothing that was asked of GitHub, or answered, may differ from GitHub's published
 * description, and the token may stand nowhere.
 */
export function scenario(
  title: string,
  work: (world: ActionWorld) => Promise<void>,
  { files = sampleFiles }: { readonly files?: Files } = {},
): void {
  test.concurrent(title, { timeout: 120_000 }, async () => {
    const github = await takeGitHub();
    const organization = organizations.get(files) ?? organizationOf(files);
    organizations.set(files, organization);
    const world = await openActionWorld(github, await organization, files);
    const said: string[] = [];
    const runAction: ActionWorld["runAction"] = async (start) => {
      const end = await world.runAction(start);
      said.push(saidBy(end));
      return end;
    };
    try {
      await work({
        ...world,
        runAction,
        plan: async (pull, start = {}) => runAction({ event: "pull_request", pull, ...start }),
        apply: async (start = {}) => runAction({ event: "push", ...start }),
      });
      expect(await github.violations()).toEqual([]);
      for (const text of said) expect(text).not.toContain(canaryToken);
    } finally {
      await world.close();
      giveBackGitHub(github);
    }
  });
}

/** What a refused run must be: its exit code, and a target that saw no write. */
export function expectRefused(end: ActionEnd, exitCode: number): void {
  expect({ exitCode: end.exitCode, wroteTarget: end.wroteTarget, stderr: end.stderr }).toEqual({
    exitCode,
    wroteTarget: false,
    stderr: "",
  });
}
