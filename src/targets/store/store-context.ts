import type { Kind } from "../../kinds/kind.ts";
import type { Carrier } from "../mail/carrier.ts";
import type { Mailbox } from "../mail/mail-address.ts";
import type { Driver } from "./driver.ts";
import type { Formats } from "./format.ts";
import type { HexSource } from "./random-hex.ts";

/** What every part of an opened store works with. */
export interface StoreContext {
  readonly driver: Driver;
  readonly formats: Formats;
  /** The target as the user named it, without secrets. */
  readonly name: string;
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly now: () => Date;
  readonly random: (size: number) => Uint8Array;
  readonly hex: HexSource;
  /** Opens the way that mails leave by; several may be open at once. Without one, mails wait. */
  readonly openCarrier: (() => Carrier) | undefined;
  readonly sender: Mailbox;
}
