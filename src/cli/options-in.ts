import type { GlobalOptions } from "./settings.ts";

/** How to answer a call that was not understood, as far as its words tell. */
export function optionsIn(words: readonly string[]): GlobalOptions {
  const isJson = words.some(
    (word, at) => word === "--format=json" || (word === "--format" && words[at + 1] === "json"),
  );
  return {
    ...(isJson && { format: "json" }),
    color: !words.includes("--no-color"),
    verbose: words.includes("--verbose"),
    cache: true,
  };
}
