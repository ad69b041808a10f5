import * as fc from "fast-check";
import { expect, test } from "vitest";

import type { Place, Span } from "../../../../src/model/place.ts";
import { shownDatum } from "../../../../src/render/markdown/code-span.ts";
import { jobSummary, pullRequestComment } from "../../../../src/render/markdown/pull-request/pull-request-comment.ts";
import { sharesOf } from "../../../../src/render/markdown/pull-request/pull-request-report.ts";
import type { PullRequestReport } from "../../../../src/render/markdown/pull-request/pull-request-report.ts";
import { marker } from "../../hostile-text.ts";
import { nodesIn, nodesOf, parseComment, rowsOf, textIn } from "./gfm-tree.ts";
import type { GfmNode } from "./gfm-tree.ts";
import { hostileReport } from "./hostile-report.ts";
import { home, options } from "./sample-report.ts";

const runs = { numRuns: process.env["CHARTER_LONG"] === "1" ? 1000 : 60 };

/** The node types a comment is made of. Nothing else can stand in it, whatever the data. */
const known = new Set(
  "root heading paragraph text strong emphasis break html inlineCode code link blockquote list listItem table tableRow tableCell".split(
    " ",
  ),
);

const ownHtml =
  /^(?:<!-- charter:plan target=[0-9a-f]{16} -->|<details><summary>[\w ,:()]+<\/summary>|<\/details>|<br>|<\/?sub>)$/;

// What GitHub makes a link, a mention or an emoji of, outside code.
const autolinks = /[@<>]|#\d|GH-\d|https?:|www\.|[0-9a-f]{7,}|:\w+:|\$/;

const ownPage = /^https:\/\/github\.com\/acme\/organization\/(?:blob|commit|actions)\/[\w./%#-]+$/;

function propertyOf(check: (tree: GfmNode, report: PullRequestReport) => void): void {
  fc.assert(
    fc.property(hostileReport, fc.boolean(), (report, masksEmails) => {
      check(parseComment(pullRequestComment(report, { ...options, masksEmails, locate: hostileLine }).text), report);
    }),
    runs,
  );
}

// The line of a problem is the attacker's as well.
function hostileLine({ file }: Place): Span {
  return { file, line: 3, column: 2, width: 4, text: `\t${file} \`\`\`\n# x` };
}

function expectedAddress(address: string): string {
  const shown = shownDatum(address, { masksEmails: false });
  const text = shown.length <= 400 ? shown : `${shown.slice(0, 400)}…`;
  return text.replaceAll(/(\\+)\|/g, String.raw`$1\u{7c}`);
}

test("data stands only in code: it makes no text, link, image, HTML, heading or footnote", () => {
  propertyOf((tree) => {
    const nodes = nodesIn(tree);
    expect(nodes.filter(({ type }) => !known.has(type))).toEqual([]);
    expect(nodes.filter(({ type, value = "" }) => !isCode(type) && value.includes(marker))).toEqual([]);
    expect(nodes.filter(({ type, value = "" }) => type === "html" && !ownHtml.test(value))).toEqual([]);
    expect(nodes.filter(({ type, value = "" }) => type === "text" && autolinks.test(value))).toEqual([]);
    expect(nodes.filter(({ type, url = "" }) => type === "link" && !ownPage.test(url))).toEqual([]);
    expect(textIn(tree)).not.toMatch(/[\p{Cf}\p{Cs}]|(?!\n)\p{Cc}/u);
  });
});

function isCode(type: string): boolean {
  return type === "code" || type === "inlineCode";
}

test("every table keeps its columns", () => {
  propertyOf((tree) => {
    for (const table of nodesOf(tree, "table")) {
      const [headings = [], ...rows] = rowsOf(table);
      for (const row of rows) expect(row).toHaveLength(headings.length);
    }
  });
});

test("every change of the plan stands in the tables with its decision", () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const tree = parseComment(pullRequestComment(report, options).text);
      const rows = nodesOf(tree, "table")
        .map(rowsOf)
        .filter(([headings = []]) => textIn({ type: "row", children: headings }).startsWith("ChangeNeeds"))
        .flatMap(([, ...others]) => others);
      const shown = rows.map(([, change = { type: "none" }]) => nodesOf(change, "inlineCode")[0]?.value);
      const expectedRows = report.plan.changes.map(({ address }) => expectedAddress(address));
      expect(new Set(shown)).toEqual(new Set(expectedRows));
      expect(shown).toHaveLength(expectedRows.length);
      const denied = rows.filter((cells) => cells.some((cell) => textIn(cell).includes("denied:")));
      const expected = report.plan.changes.filter(({ decision }) => !decision.allowed).length;
      if (report.status !== "offline") expect(denied).toHaveLength(expected);
    }),
    runs,
  );
});

test("the counts are those of the plan", () => {
  propertyOf((tree, report) => {
    const { introduced, carriedOver } = sharesOf(report);
    const text = textIn(tree);
    const more = /(\d+) more that apply would correct/.exec(text)?.[1];
    expect(Number(more ?? 0)).toBe(carriedOver.length);
    const [, add, change, remove] = /(\d+) to add, (\d+) to change, (\d+) to remove in this/.exec(text) ?? [];
    const total = [add, change, remove].reduce((sum, count) => sum + Number(count ?? 0), 0);
    expect(total).toBe(introduced.length);
  });
});

test("the summary is as safe as the comment, and has no marker", () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const tree = parseComment(jobSummary(report, options).text);
      for (const { value } of nodesOf(tree, "html")) expect(value).toMatch(ownHtml);
      expect(nodesOf(tree, "html").some(({ value }) => value?.startsWith("<!--"))).toBe(false);
      expect(nodesOf(tree, "link").every(({ url }) => url?.startsWith(home))).toBe(true);
    }),
    { numRuns: 60 },
  );
});
