import type { Guard } from "./guard.ts";
import { refusal } from "./refusal.ts";

/** An authoritative kind of which nothing is declared any more is a mistake, not a wish to delete everything. */
export const nothingDeclared: Guard = {
  code: "nothing-declared",
  checkWhole: ({ changes, authoritative, declaredKinds }) =>
    authoritative
      .filter((kind) => !declaredKinds.has(kind))
      .flatMap((kind) => {
        const deleted = changes.filter((change) => change.kind === kind && change.action === "delete");
        const addresses = deleted.map(({ address }) => address);
        return addresses.length === 0
          ? []
          : [refusal("nothing-declared", addresses, { kind, count: addresses.length })];
      }),
};
