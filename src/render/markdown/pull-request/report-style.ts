import type { DecidedChange } from "../../../model/plan.ts";
import type { Locate } from "../../located-diagnostic.ts";
import { codeSpan } from "../code-span.ts";
import type { DataStyle } from "../code-span.ts";
import type { SourceLinks } from "./source-links.ts";

/** How a report is written. */
export interface ReportStyle extends DataStyle {
  readonly links: SourceLinks;
  /** Finds the places of problems in the manifests. */
  readonly locate: Locate;
}

/** Data as a code span, as the text of a link where there is a page for it. The link is ours, never the data's. */
export function linkedSpan(datum: string, url: string | undefined, style: DataStyle): string {
  const span = codeSpan(datum, style);
  return url === undefined ? span : `[${span}](${url})`;
}

/** A change's address, linked to its declaration. */
export function linkedAddress({ address, source }: DecidedChange, style: ReportStyle): string {
  const url = source === undefined ? undefined : style.links.file(source.file, source.line);
  return linkedSpan(address, url, style);
}

/** The file and line of a change's declaration, linked; nothing where nothing declares it. */
export function linkedSource({ source }: DecidedChange, style: ReportStyle): string | undefined {
  if (source === undefined) return undefined;
  return linkedSpan(`${source.file}:${source.line}`, style.links.file(source.file, source.line), style);
}

/** Blocks that are folded until somebody opens them. The title is ours and holds no data. */
export function folded(title: string, blocks: readonly string[]): readonly string[] {
  return blocks.length === 0 ? [] : [`<details><summary>${title}</summary>`, ...blocks, "</details>"];
}
