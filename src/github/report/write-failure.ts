import { error, warning } from "@actions/core";

import { maskEmails } from "../../render/markdown/mask-emails.ts";
import { type Coded, plainSentence } from "../../render/sentences/sentence-for.ts";
import { visibleText } from "../../render/text/visible-text.ts";
import { writeOutputs } from "./outputs.ts";

/** Says why a run ended without a report, and gives the reason's code as an output. E-mails are masked whoever may read it. */
export function writeFailure(reasons: readonly Coded[], level: "error" | "warning" = "error"): void {
  const write = level === "error" ? error : warning;
  for (const reason of reasons) {
    const { message, help } = plainSentence(reason);
    write(visibleText(maskEmails(help === undefined ? message : `${message}; ${help}`)), {
      title: `Charter: ${reason.code}`,
    });
  }
  if (level === "warning") return;
  writeOutputs({ ...nothing, "failure-reason": [...new Set(reasons.map(({ code }) => code))].join(",") });
}

const nothing = {
  verdict: "failed",
  "to-add": "",
  "to-change": "",
  "to-remove": "",
  denied: "",
  digest: "",
  "plan-path": "",
  "comment-url": "",
} as const;
