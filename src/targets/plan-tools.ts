import { sha256 } from "./sha256.ts";
import { snapshotDigest } from "./snapshot-digest.ts";

/** What every plan is made with, whoever asks for it. */
export const planTools = {
  // An organization in a database takes no calls of a service, and there is nothing it cannot do.
  forecast: () => ({ cost: { reads: 0, writes: 0, seconds: 0 }, byHand: [] }),
  digestOf: snapshotDigest,
  sha256,
};
