import { Buffer, isUtf8 } from "node:buffer";

/** Bytes that are not UTF-8. */
export interface NotUtf8 {
  /** What they seem to be. */
  readonly encoding: "UTF-16" | "unknown";
  /** The text as well as it can be told, to show the place; absent when it would only be noise. */
  readonly garbled: string | undefined;
  /** Where in the garbled text the first wrong byte is. */
  readonly at: number;
}

/** The text of a file. A leading byte order mark stays in it. */
export function decodeText(bytes: Buffer): string | NotUtf8 {
  if (isUtf16(bytes)) return { encoding: "UTF-16", garbled: undefined, at: 0 };
  if (isUtf8(bytes)) return bytes.toString("utf8");
  if (bytes.includes(0)) return { encoding: "unknown", garbled: undefined, at: 0 };
  const garbled = bytes.toString("utf8");
  return { encoding: "unknown", garbled, at: firstReplaced(bytes, garbled) };
}

// As YAML 1.2 tells encodings apart (section 5.2): a byte order mark, or a zero byte beside the first character.
function isUtf16(bytes: Buffer): boolean {
  if (bytes.length < 2) return false;
  const first = bytes[0];
  const second = bytes[1];
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || first === 0 || second === 0;
}

// A replacement character may stand in the file itself; the first one that does not marks the wrong byte.
function firstReplaced(bytes: Buffer, garbled: string): number {
  let byte = 0;
  let from = 0;
  for (let at = garbled.indexOf("\uFFFD"); at !== -1; at = garbled.indexOf("\uFFFD", from)) {
    byte += Buffer.byteLength(garbled.slice(from, at));
    if (!bytes.subarray(byte, byte + replacement.length).equals(replacement)) return at;
    byte += replacement.length;
    from = at + 1;
  }
  return garbled.length;
}

const replacement = Buffer.from("\uFFFD");
