/** Gives that many fresh hex digits. */
export type HexSource = (digits: number) => string;

// Asking for bytes costs as much as storing an object, so they are drawn in stock.
const stockBytes = 4096;

/** Hex digits from a source of bytes. */
export function hexFrom(random: (size: number) => Uint8Array): HexSource {
  let stock = "";
  let used = 0;
  return (digits) => {
    if (used + digits > stock.length) {
      stock = Buffer.from(random(stockBytes)).toString("hex");
      used = 0;
    }
    used += digits;
    return stock.slice(used - digits, used);
  };
}
