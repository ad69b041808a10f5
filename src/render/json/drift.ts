import type { Plan } from "../../model/plan.ts";
import { changeJson } from "./change-json.ts";
import { formatVersion } from "./format-version.ts";
import { jsonText } from "./json-text.ts";

/** The answer of `charter drift` as JSON: the changes an apply of the commit would make, without decisions. */
export function renderDriftJson({ target, summary, changes }: Plan, commit: string): string {
  const listed = changes.map((change) => {
    const { decision: _decision, permissions: _permissions, ...rest } = changeJson(change);
    return rest;
  });
  const { add, change, remove, unmanaged } = summary;
  const counts = { add, change, remove, unmanaged };
  return `${jsonText({ formatVersion, target, commit, summary: counts, changes: listed })}\n`;
}
