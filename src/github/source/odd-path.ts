/**
 * What is odd about a path, if anything: a name that shows as another one, that some disk spells otherwise or cannot hold, or
 * that leads elsewhere.
 */
export function oddityOf(path: string): Oddity | undefined {
  return oddities.find(([, isOdd]) => isOdd(path))?.[0];
}

/** The ways in which a path is odd. */
export type Oddity =
  | "not-text"
  | "control-character"
  | "invisible-character"
  | "backslash-or-colon"
  | "leads-elsewhere"
  | "not-composed"
  | "ends-in-dot-or-space"
  | "device-name";

const oddities: readonly (readonly [Oddity, (path: string) => boolean])[] = [
  ["control-character", (path) => /\p{Cc}/u.test(path)],
  [
    "invisible-character",
    (path) => /[\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]|[^\P{Zs} ]|\p{Default_Ignorable_Code_Point}/u.test(path),
  ],
  ["backslash-or-colon", (path) => /[\\:]/.test(path)],
  ["leads-elsewhere", (path) => namesIn(path).some((name) => name === "" || name === "." || name === "..")],
  ["not-composed", (path) => path !== path.normalize("NFC")],
  ["ends-in-dot-or-space", (path) => namesIn(path).some((name) => /^ |[. ]$/.test(name))],
  // Windows opens a device under these names, whatever ending follows.
  ["device-name", (path) => namesIn(path).some((name) => /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name))],
];

function namesIn(path: string): readonly string[] {
  return path.split("/");
}
