import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** A node as a GFM parser sees a comment, with what tests ask of it. */
export interface GfmNode {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly GfmNode[];
}

/** Reads a comment as GitHub does. */
export function parseComment(markdown: string): GfmNode {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** Every node below one, itself included, in the order of the text. */
export function nodesIn(node: GfmNode): readonly GfmNode[] {
  return [node, ...(node.children ?? []).flatMap(nodesIn)];
}

/** Every node of a type. */
export function nodesOf(tree: GfmNode, type: string): readonly GfmNode[] {
  return nodesIn(tree).filter((node) => node.type === type);
}

/** The text that a reader sees, code included. */
export function textIn(node: GfmNode): string {
  return nodesIn(node)
    .map((each) => (each.type === "html" ? "" : (each.value ?? "")))
    .join("");
}

/** A table's rows as cells, the headings first. */
export function rowsOf(table: GfmNode): readonly (readonly GfmNode[])[] {
  return (table.children ?? []).map((row) => row.children ?? []);
}
