import type { Entity } from "../../model/entity.ts";
import type { HexSource } from "./random-hex.ts";

/**
 * A fresh uid in the service's own form: `blt` and 16 hex digits for what the organization and the CMS keep, 24 hex digits
 * for everything else. Source: sample responses of the Organization and Personalize Management API references; that no
 * other kind has the short form is INFERRED.
 */
export function newUid({ kind, fields }: Pick<Entity, "kind" | "fields">, hex: HexSource): string {
  const isShort =
    ["Organization", "Member", "Role"].includes(kind) || (kind === "Project" && fields["product"] === "cms");
  return isShort ? `blt${hex(16)}` : hex(24);
}
