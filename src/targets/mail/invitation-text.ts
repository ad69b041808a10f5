/** What an invitation says. Roles are titles. */
export interface InvitationFacts {
  /** Name of the invited person; empty when it is not known. */
  readonly fullName: string;
  readonly email: string;
  /** Who invites: a name, an address, or both. */
  readonly inviter: string;
  readonly organization: string;
  /** Roles in the organization; absent when the person is in it already. */
  readonly organizationRoles?: readonly string[] | undefined;
  readonly projects: readonly { readonly title: string; readonly roles: readonly string[] }[];
  /** What the inviter wrote; empty for nothing. */
  readonly message: string;
  readonly token: string;
  readonly target: string;
}

/** A mail as people read it. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
}

// Short enough that no mail program, and no encoding of the mail, breaks a line in two.
const lineWidth = 74;

/** Writes an invitation. */
export function writeInvitation(facts: InvitationFacts): MailText {
  const paragraphs = [
    wrap(`Hello${facts.fullName === "" ? "" : ` ${oneLine(facts.fullName)}`},`),
    wrap(inviteSentence(facts)),
    projectList(facts),
    quotedMessage(facts.message),
    `To accept, run:\n\n  charter invitations accept ${facts.token} \\\n    --target ${shellWord(facts.target)}`,
    wrap(
      `This invitation is for ${facts.email}. If you did not expect it, do nothing: it gives no access until it is accepted.`,
    ),
  ];
  return {
    subject: `Invitation to ${oneLine(subjectOf(facts))}`,
    text: `${paragraphs.filter((paragraph) => paragraph !== "").join("\n\n")}\n`,
  };
}

function subjectOf({ organization, organizationRoles, projects }: InvitationFacts): string {
  const only = projects.length === 1 ? projects[0] : undefined;
  return organizationRoles === undefined && only !== undefined ? `${only.title} at ${organization}` : organization;
}

function inviteSentence({ inviter, organization, organizationRoles }: InvitationFacts): string {
  if (organizationRoles === undefined) {
    return `${oneLine(inviter)} invites you to work on more of ${oneLine(organization)}.`;
  }
  return `${oneLine(inviter)} invites you to the organization ${oneLine(organization)}${asRoles(organizationRoles)}.`;
}

function projectList({ projects }: InvitationFacts): string {
  if (projects.length === 0) return "";
  const lines = projects.map(({ title, roles }) =>
    wrap(`${oneLine(title)}${asRoles(roles)}`, { first: "  - ", rest: "    " }),
  );
  return `The invitation includes:\n\n${lines.join("\n")}`;
}

function asRoles(roles: readonly string[]): string {
  return roles.length === 0 ? "" : `, as ${oneLine(roles.join(", "))}`;
}

function quotedMessage(message: string): string {
  if (message.trim() === "") return "";
  const lines = message.trim().split(/\r\n|[\n\r\u2028\u2029]/);
  return lines.map((line) => wrap(oneLine(line), { first: "> ", rest: "> " }).trimEnd()).join("\n");
}

// A title must not look like a line of its own, nor like a header.
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}

function wrap(
  text: string,
  { first, rest }: { readonly first: string; readonly rest: string } = { first: "", rest: "" },
): string {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(" ")) {
    const isStart = line === first || line === rest;
    if (!isStart && line.length + 1 + word.length > lineWidth) {
      lines.push(line);
      line = rest + word;
    } else line += isStart ? word : ` ${word}`;
  }
  return [...lines, line].join("\n");
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
