import { describe, expect, test } from "vitest";

import { type CommitSource, commitSource } from "../../../src/github/source/commit-source.ts";
import { isAncestor, listMergeOrder } from "../../../src/github/source/history.ts";
import { readCommit } from "../../../src/github/source/read-commit.ts";
import { type GitClone, gitClone } from "./git-clone.ts";
import { serveGit } from "./git-server.ts";

const token = "ghs_canary0123456789";

/** A clone that holds one commit without its history, as the checkout in a workflow makes it. */
function shallowClone(url: string, sha: string): GitClone {
  const clone = gitClone();
  clone.git("fetch", "--quiet", "--depth=1", url, sha);
  return clone;
}

/** Two feature branches merged into main, one commit pushed directly. */
function mergedHistory(): GitClone & { readonly line: readonly string[]; readonly side: string } {
  const clone = gitClone();
  const first = clone.commit({ "a.yaml": "a: 1\n" });
  clone.git("checkout", "--quiet", "-b", "feature");
  const side = clone.commit({ "b.yaml": "b: 1\n" });
  clone.git("checkout", "--quiet", "main");
  const direct = clone.commit({ "c.yaml": "c: 1\n" });
  clone.git("merge", "--quiet", "--no-ff", "--message", "merge", "feature");
  const merge = clone.git("rev-parse", "HEAD");
  return { ...clone, line: [first, direct, merge], side };
}

function fetching(clone: GitClone, url: string): CommitSource {
  return commitSource(clone.folder, { remote: { url, token } });
}

describe("a commit that a shallow clone lacks", () => {
  test("is fetched alone, with the token in a header for that server", async () => {
    using origin = mergedHistory();
    await using server = await serveGit(origin.folder, { token });
    using clone = gitClone();
    clone.commit();
    clone.git("fetch", "--quiet", "--depth=1", origin.folder, "main");
    clone.git("reset", "--hard", "--quiet", "FETCH_HEAD");
    const [first = ""] = origin.line;
    const { textByFile } = await readCommit(fetching(clone, server.url), first, ".");
    expect([...textByFile.keys()]).toEqual(["a.yaml"]);
    expect(clone.git("rev-parse", "--is-shallow-repository")).toBe("true");
    expect(clone.git("config", "--list", "--local")).not.toContain("extraheader");
    expect(new Set(server.authorizations).size).toBe(1);
  });

  test("is fetched although the checkout left another token in the clone", async () => {
    using origin = mergedHistory();
    await using server = await serveGit(origin.folder, { token });
    using clone = gitClone();
    clone.git("config", `http.${new URL(server.url).origin}/.extraheader`, "Authorization: Basic b2xkOm9sZA==");
    clone.git("config", "http.extraheader", "Authorization: Basic b2xkOm9sZA==");
    await readCommit(fetching(clone, server.url), origin.line[0] ?? "", ".");
    expect(server.authorizations.every((shown) => shown?.includes(",") === false)).toBe(true);
  });

  test("is said to be missing on the server, and the token is not said", async () => {
    using origin = mergedHistory();
    await using server = await serveGit(origin.folder, { token: "another" });
    using clone = gitClone();
    const failure: unknown = await readCommit(fetching(clone, server.url), "a".repeat(40), ".").catch(
      (it: unknown) => it,
    );
    expect(failure).toMatchObject({ code: "commit-not-fetched", exitCode: 26, cause: expect.stringMatching(/./) });
    const said = JSON.stringify([failure, String((failure as Error).cause), (failure as Error).stack]);
    for (const form of [token, Buffer.from(`x-access-token:${token}`).toString("base64")]) {
      expect(said).not.toContain(form);
    }
  });

  test("is not fetched from where the server sends us", async () => {
    using origin = mergedHistory();
    await using other = await serveGit(origin.folder);
    await using server = await serveGit(origin.folder, { redirectTo: new URL(other.url).origin });
    using clone = gitClone();
    await expect(readCommit(fetching(clone, server.url), origin.line[0] ?? "", ".")).rejects.toMatchObject({
      code: "commit-not-fetched",
    });
    expect(other.authorizations).toEqual([]);
  });

  test.each(["ext::sh -c touch% sprung", "file:///", "ssh://git@host/x", "https://user:pass@host/x", "-x"])(
    "is not fetched from the address %s",
    async (url) => {
      using clone = gitClone();
      await expect(readCommit(fetching(clone, url), "a".repeat(40), ".")).rejects.toMatchObject({
        code: "remote-malformed",
        exitCode: 20,
      });
    },
  );
});

describe("whether a commit is an ancestor", () => {
  test("is known in a whole clone without asking anybody", async () => {
    using clone = mergedHistory();
    const source = commitSource(clone.folder);
    const [first = "", direct = "", merge = ""] = clone.line;
    expect(await isAncestor(source, first, merge)).toBe(true);
    expect(await isAncestor(source, merge, merge)).toBe(true);
    expect(await isAncestor(source, clone.side, merge)).toBe(true);
    expect(await isAncestor(source, clone.side, direct)).toBe(false);
    expect(await isAncestor(source, "a".repeat(40), merge)).toBe(false);
  });

  test("is found out by fetching more of a shallow clone's history", async () => {
    using origin = mergedHistory();
    await using server = await serveGit(origin.folder, { token });
    const [first = "", , merge = ""] = origin.line;
    using clone = shallowClone(origin.folder, merge);
    expect(await isAncestor(fetching(clone, server.url), first, merge)).toBe(true);
    expect(await isAncestor(fetching(clone, server.url), "a".repeat(40), merge)).toBe(false);
  });

  test("is not guessed where the history is cut off and nothing may be fetched", async () => {
    using origin = mergedHistory();
    const [first = "", , merge = ""] = origin.line;
    using clone = shallowClone(origin.folder, merge);
    await expect(isAncestor(commitSource(clone.folder), first, merge)).rejects.toMatchObject({
      code: "commit-missing",
    });
  });
});

describe("the commits of a push", () => {
  test("are those on the line of first parents, oldest first", async () => {
    using clone = mergedHistory();
    const [first = "", direct = "", merge = ""] = clone.line;
    const source = commitSource(clone.folder);
    expect(await listMergeOrder(source, first, merge)).toEqual([direct, merge]);
    expect(await listMergeOrder(source, merge, merge)).toEqual([]);
  });

  test("are the same from a shallow clone", async () => {
    using origin = mergedHistory();
    await using server = await serveGit(origin.folder, { token });
    const [first = "", direct = "", merge = ""] = origin.line;
    using clone = shallowClone(origin.folder, merge);
    expect(await listMergeOrder(fetching(clone, server.url), first, merge)).toEqual([direct, merge]);
  });

  test("have no order when the push replaced what was there", async () => {
    using clone = mergedHistory();
    const [, direct = ""] = clone.line;
    await expect(listMergeOrder(commitSource(clone.folder), clone.side, direct)).rejects.toMatchObject({
      code: "push-rewrote-history",
      exitCode: 24,
    });
  });
});
