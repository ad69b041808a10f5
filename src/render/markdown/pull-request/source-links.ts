/** Addresses of pages in one repository. Each gives nothing where no safe address can be made. */
export interface SourceLinks {
  /** The page of a file, at a line where one is given. */
  readonly file: (path: string, line?: number) => string | undefined;
  readonly commit: (sha: string) => string | undefined;
  /** The page of a run, with its summary. */
  readonly run: (id: number) => string | undefined;
}

/** Where a repository is. */
export interface RepositoryPlace {
  /** Such as `https://github.com`. */
  readonly server: string;
  /** Owner and name: `acme/organization`. */
  readonly repository: string;
  /** The commit at which files are linked. */
  readonly commit: string;
}

/** Knows no pages. */
export const noLinks: SourceLinks = { file: () => undefined, commit: () => undefined, run: () => undefined };

const safeServer = /^https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?$/;
const safeRepository = /^[\w.-]+\/[\w.-]+$/;
const safeCommit = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Makes the links of a repository at a commit. Of a place that is not one, no links are made. */
export function sourceLinks({ server, repository, commit }: RepositoryPlace): SourceLinks {
  if (!safeServer.test(server) || !safeRepository.test(repository) || !safeCommit.test(commit)) return noLinks;
  const home = `${server}/${repository}`;
  return {
    file: (path, line) => withLine(blobUrl(`${home}/blob/${commit}`, path), line),
    commit: (sha) => (safeCommit.test(sha) ? `${home}/commit/${sha}` : undefined),
    run: (id) => (Number.isSafeInteger(id) ? `${home}/actions/runs/${id}` : undefined),
  };
}

function blobUrl(home: string, path: string): string | undefined {
  const steps = path.split("/");
  if (!path.isWellFormed() || steps.some((step) => step === "" || step === "." || step === "..")) return undefined;
  return `${home}/${steps.map(encodeStep).join("/")}`;
}

function withLine(url: string | undefined, line: number | undefined): string | undefined {
  return url === undefined || line === undefined ? url : `${url}#L${line}`;
}

// What `encodeURIComponent` leaves as it is and markdown does not.
function encodeStep(step: string): string {
  return encodeURIComponent(step).replaceAll(
    /[!'()*~]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
