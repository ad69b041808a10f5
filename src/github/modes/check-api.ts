import { createCheck, listChecks, updateCheck } from "../api/checks.ts";
import type { CheckContent } from "../api/checks.ts";
import type { GitHub } from "../api/connect.ts";
import type { Annotation } from "../report/annotations.ts";
import type { CheckReport } from "../report/check-report.ts";
import type { CheckApi } from "../report/upsert-check.ts";

/** Check runs as a report needs them. */
export function checkApi(github: GitHub): CheckApi {
  return {
    list: async ({ name, headSha }) => listChecks(github, { name, headSha }),
    create: async (check, annotations) => {
      const { name, headSha } = check;
      return createCheck(github, { name, headSha, content: contentOf(check, annotations) });
    },
    update: async (id, check, annotations) => updateCheck(github, { id, content: contentOf(check, annotations) }),
  };
}

function contentOf(
  { status, conclusion, externalId, detailsUrl, title, summary, text }: CheckReport,
  annotations: readonly Annotation[],
): CheckContent {
  return {
    status,
    title,
    summary,
    ...(conclusion !== undefined && { conclusion }),
    ...(externalId !== undefined && { externalId }),
    ...(detailsUrl !== undefined && { detailsUrl }),
    ...(text !== undefined && { text }),
    annotations: annotations.flatMap(({ level, title: heading, message, place }) =>
      place === undefined
        ? []
        : [
            {
              path: place.file,
              line: place.line,
              level: level === "error" ? "failure" : "warning",
              title: heading,
              message,
              columns: place.columns,
            } as const,
          ],
    ),
  };
}
