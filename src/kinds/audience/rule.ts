import type { JsonObject } from "../../model/json.ts";

/** One comparison of one attribute; exactly one operator is present in a rule that passed its checks. */
export type LeafRule = {
  /** A preset constant, a handle in declared state, or a uid at the target. */
  readonly attribute?: string;
  readonly equals?: string;
  readonly contains?: string;
  readonly hasAnyValue?: true;
  readonly isTrue?: true;
  readonly isFalse?: true;
  readonly numberEquals?: number;
  readonly lessThan?: number;
  readonly greaterThan?: number;
};

/**
 * A node of an audience's rule tree: a group (`all` or `any`), a negated comparison (`not`), a comparison, or a rule in
 * the service's own JSON (`raw`). Typed by hand because the schema describes it recursively, which types derived from
 * schemas cannot follow.
 */
export type AudienceRule = LeafRule & {
  readonly all?: readonly AudienceRule[];
  readonly any?: readonly AudienceRule[];
  readonly not?: LeafRule;
  /** What the service stores of this node, without what stands beside it: `attribute`, or the rules of `all` or `any`. */
  readonly raw?: JsonObject;
};
