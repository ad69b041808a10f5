/** Tags as the service keeps them: in lower case, each once. Source: Personalize, "Experience Tags". */
export function foldTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.toLowerCase()))];
}
