import type { ArchiveLine } from "../targets/archive.ts";
import { archiveDamage } from "../targets/store/archive/check-archive.ts";

// The longest text that a JavaScript engine keeps is a little over half a gigabyte.
const longestLine = 256 * 1024 * 1024;

/**
 * The lines of an archive's bytes, without their line breaks. Nothing is mended: throws `archive-damaged` for bytes that are
 * not UTF-8, and for an end without a line break.
 */
export async function* splitLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ArchiveLine> {
  let [line, length] = [1, 0];
  let waiting: Uint8Array[] = [];
  for await (const chunk of bytes) {
    let start = 0;
    for (let end = chunk.indexOf(lineBreak); end !== -1; end = chunk.indexOf(lineBreak, start)) {
      yield decode([...waiting, chunk.subarray(start, end)], line);
      [line, length, waiting, start] = [line + 1, 0, [], end + 1];
    }
    if (start === chunk.length) continue;
    waiting.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > longestLine) throw archiveDamage("malformed", line);
  }
  if (waiting.length > 0) throw archiveDamage("truncated", line);
}

const lineBreak = 0x0a;

// A byte order mark is a character like any other, and no archive begins with it.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decode(parts: readonly Uint8Array[], line: number): ArchiveLine {
  try {
    return decoder.decode(Buffer.concat(parts));
  } catch (cause) {
    throw archiveDamage("malformed", line, cause);
  }
}
