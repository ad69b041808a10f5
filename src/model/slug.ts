/** A handle made from any text: lower-case letters, digits and hyphens; the fallback when nothing of it can be used. */
export function slug(text: string, fallback: string): string {
  const made = text
    .normalize("NFKD")
    // What is left of an accent is part of its letter.
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, "");
  return made === "" ? fallback : made;
}
