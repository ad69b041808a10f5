/** A comment as the conversation holds it. */
export interface PostedComment {
  readonly id: number;
  readonly author: { readonly id: number } | undefined;
  /** The number of the GitHub App that wrote it; absent for people. */
  readonly appId: number | undefined;
  readonly body: string;
  readonly url: string;
}

/** Who this run writes as: by the number of its App, or of its user where the token is a person's. */
export type OwnAccount = { readonly appId: number } | { readonly userId: number };

/** Our comments of one target in a conversation. */
export interface OwnComments {
  /** The oldest; the one that is kept up to date. */
  readonly kept: PostedComment | undefined;
  /** Later ones, which should not be there: two runs at the same moment may each have made one. */
  readonly duplicates: readonly PostedComment[];
}

/**
 * Finds our own comments by account and marker. Both are needed: anybody can write the marker, and the same account may
 * write about other things. Nothing else of a comment is read.
 */
export function findOwnComments(
  comments: readonly PostedComment[],
  { marker, account }: { readonly marker: string; readonly account: OwnAccount },
): OwnComments {
  const own = comments.filter((comment) => isBy(comment, account) && comment.body.startsWith(marker));
  const [kept, ...duplicates] = own.toSorted((one, other) => one.id - other.id);
  return { kept, duplicates };
}

// A comment of somebody's App in a person's name carries both numbers: as a person it is not ours.
function isBy({ author, appId }: PostedComment, account: OwnAccount): boolean {
  if ("appId" in account) return appId === account.appId;
  return appId === undefined && author?.id === account.userId;
}
