/**
 * The words of a call with an invitation's token at the end, behind `--`, where nothing is taken for a flag: a token is random
 * text and may begin with a hyphen.
 */
export function tokensLast(words: readonly string[]): readonly string[] {
  const tokens = words.includes("accept") ? words.filter(looksLikeFlag) : [];
  return tokens.length === 0 ? words : [...words.filter((word) => !looksLikeFlag(word)), "--", ...tokens];
}

// Tokens have 43 characters, and no flag is that long.
function looksLikeFlag(word: string): boolean {
  return /^-[\w-]{42}$/.test(word);
}
