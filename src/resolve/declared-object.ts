import type { Kind } from "../kinds/kind.ts";
import { type Address, formatAddress } from "../model/address.ts";
import type { Declaration } from "../model/declaration.ts";

/** A declaration with the kind it belongs to and the address it is known by. */
export interface DeclaredObject {
  readonly declaration: Declaration;
  readonly kind: Kind;
  readonly address: Address;
}

/** Finds the kind of each declaration; validation has made sure that there is one. */
export function declaredObjects(
  declarations: readonly Declaration[],
  kindsByName: ReadonlyMap<string, Kind>,
): readonly DeclaredObject[] {
  return declarations.flatMap((declaration) => {
    const kind = kindsByName.get(declaration.kind);
    return kind === undefined ? [] : [{ declaration, kind, address: formatAddress(declaration) }];
  });
}
