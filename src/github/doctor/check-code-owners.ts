import { judged, judgedIfSeen, type SetupCheck } from "./check.ts";
import { ownersOf, parseCodeOwners } from "./code-owners.ts";
import type { SetupFacts } from "./setup-facts.ts";

/** Checks that the files which decide who is who and who may do what each have an owner who is asked. */
export function checkCodeOwners({ codeOwners, sensitiveFiles, workflows }: SetupFacts): SetupCheck {
  const check = "code-owners-named";
  const running = workflows.seen ? workflows.value.map(({ file }) => file) : [];
  return judgedIfSeen(check, codeOwners, (found) => {
    const files = [...(sensitiveFiles ?? []), ...running];
    if (found === undefined) return judged(check, false, { file: ".github/CODEOWNERS", paths: files });
    const rules = parseCodeOwners(found.text);
    const bare = [...files, found.file].filter((file) => ownersOf(rules, file).length === 0);
    if (bare.length > 0) return judged(check, false, { file: found.file, paths: [...new Set(bare)] });
    // Without the manifests it is not known which files matter most.
    return sensitiveFiles === undefined
      ? { check, verdict: "cannot-see", code: "setup-manifests-unknown", args: {} }
      : judged(check, true);
  });
}
