import fc from "fast-check";

import { isJsonObject, type Json } from "../../src/model/json.ts";
import { anyOrganization } from "./random-organization.ts";

/** A good manifest in which one part was replaced by anything at all, under any key. */
export function anyBrokenManifest(): fc.Arbitrary<unknown> {
  return fc
    .tuple(
      anyOrganization,
      fc.nat(),
      fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
      fc.jsonValue(),
      fc.oneof(anyKey, fc.string()),
    )
    .map(([{ manifests }, which, way, value, key]) => {
      // A manifest is plain JSON.
      const manifest = manifests[which % manifests.length] as unknown as Json;
      return broken(manifest, way, { value, key });
    });
}

const anyKey = fc.constantFrom(
  "__proto__",
  "constructor",
  "toString",
  "metadata",
  "spec",
  "name",
  "members",
  "rules",
  "when",
  "version",
);

interface Damage {
  readonly value: Json;
  readonly key: string;
}

function broken(node: Json, [turn, ...rest]: readonly number[], damage: Damage): Json {
  if (turn === undefined) return damage.value;
  if (Array.isArray(node)) {
    const list = node as readonly Json[];
    const at = list.length === 0 ? 0 : turn % list.length;
    return list.length === 0
      ? [damage.value]
      : list.map((item, index) => (index === at ? broken(item, rest, damage) : item));
  }
  if (!isJsonObject(node)) return damage.value;
  const keys = Object.keys(node);
  const key = turn % (keys.length + 1) === keys.length ? damage.key : (keys[turn % (keys.length + 1)] ?? damage.key);
  const inside = broken(node[key] ?? null, rest, damage);
  // `__proto__` must become a key like any other, not the object's prototype.
  return Object.fromEntries([...Object.entries(node).filter(([other]) => other !== key), [key, inside]]);
}
