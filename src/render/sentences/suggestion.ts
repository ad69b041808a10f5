import { bare, given, quote, say } from "./phrase.ts";
import type { Argument, Phrase } from "./phrase.ts";

/** What the user may have meant, and what there is: ``did you mean `editor`? declared roles: editor, owner``. */
export function suggestion(nearest: Argument, title: Phrase, known: Argument): Phrase {
  const guess = given(nearest, say`did you mean ${quote(nearest)}?`);
  const list = given(known, say`${title}: ${bare(known)}`);
  return guess.length > 0 && list.length > 0 ? say`${guess} ${list}` : [...guess, ...list];
}
