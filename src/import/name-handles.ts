import { compareText } from "../model/json.ts";
import { slug } from "../model/slug.ts";

/** An object that needs a handle. */
export interface Nameless {
  readonly uid: string;
  /** Texts to make the handle from, the best one first. */
  readonly texts: readonly string[];
}

/**
 * A handle for each object, by uid. No two are the same: whoever was made first keeps the plain one, and the next gets the
 * handle of another of its texts, or a number. Uids of the service begin with the time of creation, so a new object takes
 * no handle from an older one. The word stands in for texts that hold nothing a handle may hold.
 */
export function nameHandles(objects: readonly Nameless[], word: string): ReadonlyMap<string, string> {
  const uidByHandle = new Map<string, string>();
  const take = (handle: string | undefined, uid: string): boolean => {
    if (handle === undefined || uidByHandle.has(handle)) return false;
    uidByHandle.set(handle, uid);
    return true;
  };
  let waiting = objects.map((object) => wishOf(object, word)).toSorted((one, other) => compareText(one.uid, other.uid));
  for (const rank of [0, 1]) waiting = waiting.filter(({ uid, handles }) => !take(handles[rank], uid));
  const numbers = new Map<string, number>();
  for (const { uid, handles } of waiting) {
    const [handle = word] = handles;
    let number = numbers.get(handle) ?? 2;
    while (!take(`${handle}-${number}`, uid)) number += 1;
    numbers.set(handle, number);
  }
  return new Map([...uidByHandle].map(([handle, uid]) => [uid, handle]));
}

interface Wish {
  readonly uid: string;
  readonly handles: readonly string[];
}

function wishOf({ uid, texts }: Nameless, word: string): Wish {
  const handles = texts.filter((text) => plainHandle(text) !== "").map((text) => handleFor(text, word));
  return { uid, handles: handles.length === 0 ? [word] : handles };
}

/** The handle that a text makes. The word stands in where the text holds nothing a handle may hold. */
export function handleFor(text: string, word: string): string {
  const handle = plainHandle(text);
  if (handle === "") return word;
  // Windows keeps these names for devices, so neither a file nor a folder may be called so.
  return /^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(handle) ? `${handle}-${word}` : handle;
}

function plainHandle(text: string): string {
  return slug(spelledPlainly(text), "").slice(0, longest).replace(/-+$/, "");
}

// Handles have up to 63 characters; this leaves room for a number and a word.
const longest = 50;

// Accents go and letters stay, `A/B` is one word, and a key such as `pageView` is two.
function spelledPlainly(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replaceAll(/\p{M}|['’]/gu, "")
    .replaceAll(/\b([A-Z])\/([A-Z])\b/g, "$1$2")
    .replaceAll(/[ßæœøłđð]/gi, (letter) => letters.get(letter.toLowerCase()) ?? letter);
  return /\s/.test(plain) ? plain : plain.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "-");
}

// Letters that do not come apart into a plain one and an accent.
const letters: ReadonlyMap<string, string> = new Map([
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ø", "o"],
  ["ł", "l"],
  ["đ", "d"],
  ["ð", "d"],
]);
