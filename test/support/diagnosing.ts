import { declare } from "../../src/declare.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import { formatPointer, type NodePlace } from "../../src/model/place.ts";
import { documentsOf } from "./manifests.ts";

/** Everything that is wrong with manifests, role mentions included that only a live organization could settle. */
export function problemsOf(manifests: readonly unknown[]): readonly Diagnostic[] {
  const { diagnostics, unknownRoles } = declare(documentsOf(manifests), []);
  return [...diagnostics, ...unknownRoles.map(({ diagnostic }) => diagnostic)];
}

/** Problems in short: the code, and where; `file#` and a pointer, with `(key)` where a key is meant. */
export function shortProblemsOf(manifests: readonly unknown[]): readonly string[] {
  return problemsOf(manifests).map((one) => `${one.code} ${whereIs(one)}`);
}

function whereIs({ place }: Diagnostic): string {
  if (place === undefined) return "nowhere";
  // Problems found after parsing stand at nodes.
  const { file, path, part } = place as NodePlace;
  return `${file}#${formatPointer(path)}${part === "key" ? " (key)" : ""}`;
}
