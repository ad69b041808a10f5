import type { GitHubState } from "./github-state.ts";

/** What goes wrong with a request. `when` says whether the request has had its effect before that. */
export type Fault =
  | { readonly kind: "rate-limit"; readonly status: 403 | 429; readonly resetInSeconds: number }
  | { readonly kind: "secondary-limit"; readonly status: 403 | 429; readonly retryAfter: string }
  | { readonly kind: "status"; readonly status: number; readonly when: "before-effect" | "after-effect" }
  | { readonly kind: "drop"; readonly when: "before-effect" | "after-effect" }
  | { readonly kind: "slow"; readonly milliseconds: number }
  /** An answer of status 200 with this text as its body, after the effect. */
  | { readonly kind: "text"; readonly text: string; readonly contentType: string }
  /** From the second page on, the list is as if its first item were gone, or one had come before it. */
  | { readonly kind: "page-drift"; readonly item: "removed" | "added" }
  /** Somebody else changes the state around the request. */
  | { readonly kind: "change"; readonly when: "before-effect" | "after-effect"; readonly change: Partial<GitHubState> };

/** Which requests a fault meets: the first that match, `times` of them (one unless told), after `skip` were let pass. */
export interface FaultRule {
  readonly method?: string;
  /** Tested on the path with its query, without `/api/v3`. */
  readonly path?: RegExp;
  readonly times?: number;
  readonly skip?: number;
  readonly fault: Fault;
}

/** The rules still to be met, in the order they were given. */
export interface FaultList {
  readonly add: (rule: FaultRule) => void;
  readonly clear: () => void;
  /** The faults of one request; several rules may meet it. */
  readonly meet: (method: string, path: string) => readonly Fault[];
}

/** Starts with no faults. */
export function newFaultList(): FaultList {
  let rules: readonly Required<FaultRule>[] = [];
  return {
    add: (rule) => {
      rules = [...rules, { method: "", path: /^/u, times: 1, skip: 0, ...rule }];
    },
    clear: () => {
      rules = [];
    },
    meet: (method, path) => {
      const met = rules.filter((rule) => (rule.method === "" || rule.method === method) && rule.path.test(path));
      const due = met.filter(({ skip }) => skip === 0);
      rules = rules.map((rule) => (met.includes(rule) ? countOnce(rule) : rule)).filter(({ times }) => times > 0);
      return due.map(({ fault }) => fault);
    },
  };
}

function countOnce(rule: Required<FaultRule>): Required<FaultRule> {
  return rule.skip > 0 ? { ...rule, skip: rule.skip - 1 } : { ...rule, times: rule.times - 1 };
}
