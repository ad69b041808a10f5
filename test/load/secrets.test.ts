import { describe, expect, test } from "vitest";

import { findSecrets, isSecretUnder, maskSecrets } from "../../src/load/secrets.ts";

const hex = "0123456789abcdef";
// Put together here and below, so that no scanner takes this file for a leak.
const privateKey = ["PRIVATE", "KEY"].join(" ");

describe("a token that is known by its shape", () => {
  test.each<[looksLike: string, token: string]>([
    ["GitHub token", `ghp_${"aB3".repeat(12)}`],
    ["GitHub token", `ghs_${"aB3".repeat(12)}`],
    ["GitHub token", `github_pat_${"aB3_".repeat(10)}`],
    ["Contentstack token", `cs${hex}${hex}${hex.slice(0, 8)}`],
    ["key for AWS", `AKIA${"ABCD".repeat(4)}`],
    ["Slack token", `xoxb-${"123456".repeat(3)}`],
    ["JSON Web Token", ["eyJhbGciOiJI", "eyJzdWIiOiIx", "c2lnbmF0dXJl"].join(".")],
    ["npm token", `npm_${"aB3".repeat(12)}`],
    ["private key", `-----BEGIN RSA ${privateKey}-----`],
  ])("is a %s: %s", (looksLike, token) => {
    expect(findSecrets(`a: x ${token} y`)).toEqual([{ looksLike, start: 5, end: 5 + token.length }]);
    expect(maskSecrets(`a: x ${token} y`)).toBe(`a: x ${"*".repeat(token.length)} y`);
  });

  test.each([`blt${hex}`, "ghp_short", "css", `${hex}${hex}`, "eyJ.eyJ.x", "AKIA", "the token of the month"])(
    "is not %s",
    (text) => {
      expect(findSecrets(text)).toEqual([]);
    },
  );
});

describe("a value under a key that promises a secret", () => {
  test.each([
    ["authtoken", `blt${hex}`],
    ["managementToken", `cs${hex}`],
    ["api_key", hex],
    ["client-secret", "aB3aB3aB3aB3aB3aB3aB3"],
    ["password", "Tr0ub4dor.and-3-more"],
  ])("%s: %s is a secret", (key, value) => {
    expect(isSecretUnder(key, value)).toBe(true);
  });

  test.each([
    ["title", `blt${hex}`],
    ["token-owner", "platform-team"],
    ["password", "short"],
    ["tokenNote", "ask the platform team for access"],
  ])("%s: %s is none", (key, value) => {
    expect(isSecretUnder(key, value)).toBe(false);
  });
});

test("masking keeps lines and lengths", () => {
  const text = `a: 1\r\ntoken: "x"\nb: -----BEGIN ${privateKey}-----\nab\n-----END ${privateKey}-----\nc: 2\n`;
  const masked = maskSecrets(text);
  expect(masked).toHaveLength(text.length);
  expect(masked.split("\n")).toHaveLength(text.split("\n").length);
  expect(masked).toMatch(/^a: 1\r\ntoken: \*\*\*\nb: \*+\n\*\*\n\*+\nc: 2\n$/);
});

// Going through the rest of the text at each of these would take minutes.
test.each(["eyJ-", "token", "token ", "-----BEGIN A ", "xoxb-", "ghp_"])(
  "a text of nothing but %j takes no time",
  (part) => {
    const text = part.repeat(200_000);
    expect(maskSecrets(text)).toHaveLength(text.length);
    expect(findSecrets(text).length).toBeLessThanOrEqual(1);
  },
);
