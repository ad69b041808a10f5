/**
 * The first line of the comment of one target, which GitHub does not show. The target stands in it as a digest, because
 * its name may say more than a public page should. Only a comment by Charter's own account is found by it.
 */
export function commentMarker(target: string, sha256: (text: string) => string): string {
  return `<!-- charter:plan target=${sha256(target).slice(0, 16)} -->`;
}
