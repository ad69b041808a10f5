import type { Stretch } from "./text-problem.ts";

/** A stretch that looks like a secret, and what sort of secret. Never the secret itself. */
export interface SecretStretch extends Stretch {
  /** In words, such as `GitHub token`. */
  readonly looksLike: string;
}

/** Finds tokens that are known by their shape, in values, keys and comments alike. */
export function findSecrets(text: string): readonly SecretStretch[] {
  return [...text.matchAll(anySecret)].map(({ index, 0: secret }) => ({
    start: index,
    end: index + secret.length,
    looksLike: secretShapes.find(([, shape]) => new RegExp(shape).test(secret))?.[0] ?? "secret",
  }));
}

/** Whether a value is a secret because of the key it stands under. */
export function isSecretUnder(key: string, value: string): boolean {
  return value.length >= 16 && secretKey.test(key) && randomText.test(value);
}

/** The same text, as long as before, with stars for whatever looks like a secret. */
export function maskSecrets(text: string): string {
  return text
    .replace(anySecret, (secret) => secret.replace(/[^\r\n]/g, "*"))
    .replace(secretLine, (_line, start: string, secret: string) => start + "*".repeat(secret.length));
}

// Prefixes as the services document them; Contentstack's management and delivery tokens are `cs` and hex digits.
const secretShapes: readonly (readonly [looksLike: string, shape: string])[] = [
  ["GitHub token", "gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{22,}"],
  ["Contentstack token", "\\bcs[0-9a-f]{30,}"],
  ["key for AWS", "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"],
  ["Slack token", "\\bxox[abeoprs]-[A-Za-z0-9-]{10,}"],
  ["JSON Web Token", "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+"],
  ["npm token", "\\bnpm_[A-Za-z0-9]{36}\\b"],
  ["private key", "-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[^-]*-----END [A-Z ]*PRIVATE KEY-----)?"],
];
const anySecret = new RegExp(secretShapes.map(([, shape]) => shape).join("|"), "g");

const keyWords = "token|secret|passw(?:or)?d|api[-_]?key|private[-_]?key|credential";
const secretKey = new RegExp(keyWords, "i");
const randomText = /^(?:(?:cs|blt)?[0-9a-f]{16,}|(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9+/=_.-]{20,})$/;
// The length of a key is bounded, or a line of nothing but key words would be gone through for each of them.
const secretLine = new RegExp(`((?:${keyWords})[\\w-]{0,40}["']?[ \\t]*:[ \\t]*)([^\\r\\n]+)`, "gi");
