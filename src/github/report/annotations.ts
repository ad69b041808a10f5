import type { DecidedChange } from "../../model/plan.ts";
import { locateDiagnostics } from "../../render/located-diagnostic.ts";
import type { Locate, LocatedDiagnostic } from "../../render/located-diagnostic.ts";
import { maskEmails } from "../../render/markdown/mask-emails.ts";
import { brings } from "../../render/markdown/pull-request/pull-request-report.ts";
import type { PullRequestReport } from "../../render/markdown/pull-request/pull-request-report.ts";
import { plainSentence } from "../../render/sentences/sentence-for.ts";
import type { Coded } from "../../render/sentences/sentence-for.ts";
import { visibleText } from "../../render/text/visible-text.ts";

/** A remark on lines of a manifest, for the log of a run and for a check. Its texts are plain and safe to show. */
export interface Annotation {
  readonly level: "error" | "warning";
  readonly title: string;
  readonly message: string;
  /** Absent where the remark has no line. */
  readonly place?: AnnotatedPlace | undefined;
}

/** Where an annotation stands: 1-based, the end exclusive. */
export interface AnnotatedPlace {
  readonly file: string;
  readonly line: number;
  /** Absent where the whole line is meant. */
  readonly columns?: { readonly start: number; readonly end: number } | undefined;
}

/** How annotations are made. */
export interface AnnotationOptions {
  readonly masksEmails: boolean;
  readonly locate: Locate;
}

/**
 * What stands against a report, on the lines of the manifests it is about: problems, denied changes and guards that
 * refuse. Changes that the pull request does not bring are left out: their lines are not its own.
 */
export function annotationsOf(report: PullRequestReport, options: AnnotationOptions): readonly Annotation[] {
  return [
    ...locateDiagnostics(report.plan.diagnostics, options.locate).map((problem) => problemAnnotation(problem, options)),
    ...(report.status === "offline" ? [] : deniedChanges(report).map((change) => denialAnnotation(change, options))),
    ...findingAnnotations(report, options),
  ];
}

function problemAnnotation({ diagnostic, file, span }: LocatedDiagnostic, options: AnnotationOptions): Annotation {
  const columns = span === undefined ? undefined : { start: span.column, end: span.column + span.width };
  return annotation(
    { level: diagnostic.severity, title: `Charter: ${diagnostic.code}`, coded: diagnostic },
    file === undefined ? undefined : { file, line: span?.line ?? 1, columns },
    options,
  );
}

function deniedChanges(report: PullRequestReport): readonly DecidedChange[] {
  return report.plan.changes.filter(({ decision, address }) => !decision.allowed && brings(report, address));
}

function denialAnnotation({ address, source, decision }: DecidedChange, options: AnnotationOptions): Annotation {
  return annotation(
    { level: "error", title: `Charter: ${address} is denied`, coded: decision.reason },
    source,
    options,
  );
}

function findingAnnotations({ plan }: PullRequestReport, options: AnnotationOptions): readonly Annotation[] {
  return plan.findings.map((finding) => {
    const change = plan.changes.find(
      ({ address, source }) => source !== undefined && finding.addresses.includes(address),
    );
    return annotation(
      { level: finding.severity, title: `Charter: guard ${finding.code}`, coded: finding },
      change?.source,
      options,
    );
  });
}

interface Remark {
  readonly level: Annotation["level"];
  readonly title: string;
  readonly coded: Coded;
}

function annotation(
  { level, title, coded }: Remark,
  place: AnnotatedPlace | undefined,
  { masksEmails }: AnnotationOptions,
): Annotation {
  const shown = (text: string): string => visibleText(masksEmails ? maskEmails(text) : text);
  const { message, help } = plainSentence(coded);
  const text = help === undefined ? message : `${message}; ${help}`;
  return { level, title: shown(title), message: shown(text), place: place && namedPlace(place) };
}

// A path is only of use as it is; one with hidden characters is named nowhere.
function namedPlace({ file, line, columns }: AnnotatedPlace): AnnotatedPlace | undefined {
  return visibleText(file) === file ? { file, line, columns } : undefined;
}
