import type { Variant } from "./schema.ts";

/** A variant's share of visitors in percent; absent when it has none of its own. */
export function trafficOf({ traffic, raw }: Variant): number | undefined {
  const stored = raw?.["trafficDistribution"];
  return traffic ?? (typeof stored === "number" ? stored : undefined);
}

/** Whether shares make a whole. The service keeps two decimals, so three thirds may miss it by a hundredth. */
export function isWhole(shares: readonly number[]): boolean {
  const hundredths = Math.round(totalOf(shares) * 100);
  return Math.abs(hundredths - 10_000) <= 1;
}

/** The sum of shares, without the noise of adding decimals. */
export function totalOf(shares: readonly number[]): number {
  const total = shares.reduce((sum, share) => sum + share, 0);
  return Math.round(total * 10_000) / 10_000;
}
