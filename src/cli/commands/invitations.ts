import { explain } from "../../ask.ts";
import type { Requirement } from "../../model/change.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { Failure } from "../../model/failure.ts";
import { findNearest } from "../../model/nearest.ts";
import type { SentInvitation } from "../../model/outcome.ts";
import type { State } from "../../model/state.ts";
import { plainSentence } from "../../render/sentences/sentence-for.ts";
import { wholeLine } from "../../render/terminal/line.ts";
import { printLines } from "../../render/terminal/print-lines.ts";
import { type Column, renderTable } from "../../render/terminal/table.ts";
import { findActor } from "../../roles/actor.ts";
import type { Invitation, InvitedPerson } from "../../targets/invitations.ts";
import type { Target } from "../../targets/target.ts";
import { actorOf } from "../actor-of.ts";
import { answerJson } from "../answer-json.ts";
import type { Environment } from "../environment.ts";
import { assertOrganization, type LiveFlags, readOrganization } from "../live-organization.ts";
import { withTarget } from "../open-target.ts";
import { writeLine } from "../output.ts";
import type { GlobalOptions } from "../settings.ts";
import { styleOf, tableStyleOf } from "../style-of.ts";
import { tellOnly } from "../tell-only.ts";

/** Lists every invitation with its state and what became of its mail. */
export async function listInvitations(options: GlobalOptions, environment: Environment): Promise<number> {
  const invitations = await withTarget(options, environment, async (target) => {
    const found = await target.invitations.list();
    if (found.length === 0) await assertOrganization(target);
    return found;
  });
  const text =
    options.format === "json"
      ? answerJson({ invitations })
      : renderTable(invitations, columns, tableStyleOf(environment, options)) || "There are no invitations.";
  await writeLine(environment.stdout, text);
  return exitCodes.done;
}

const columns: readonly Column<Invitation>[] = [
  { heading: "E-MAIL", value: ({ email }) => email },
  {
    heading: "STATUS",
    value: ({ status }) => status,
    ink: ({ status }) => (status === "pending" ? "changed" : undefined),
  },
  { heading: "INVITED TO", value: places },
  { heading: "INVITED AT", value: ({ invitedAt }) => invitedAt },
  { heading: "MAIL", value: ({ mail }) => mail },
];

function places({ organization, projects }: Pick<Invitation, "organization" | "projects">): string {
  const titles = projects.map(({ title }) => title).toSorted();
  return [...(organization ? ["the organization"] : []), ...titles].join(", ");
}

/** Accepts an invitation by its token: the one thing a person does here without any role. */
export async function acceptInvitation(
  token: string,
  options: GlobalOptions,
  environment: Environment,
): Promise<number> {
  const accepted = await withTarget(options, environment, (target) => target.invitations.accept(token));
  const { email, already } = accepted;
  const text = `${email} ${already ? "had accepted already" : "accepted"}: ${places(accepted)}.`;
  return tell({ answer: accepted, text, flags: options, environment });
}

/** The flags of `resend` and `revoke`. */
export interface InvitationFlags extends LiveFlags {
  readonly project?: string;
}

/** Sends a pending invitation again, with a new token; the old one ends. */
export async function resendInvitation(
  email: string,
  flags: InvitationFlags,
  environment: Environment,
): Promise<number> {
  const sent = await asQualified("invite", { email, flags, environment }, ({ target, ...person }) =>
    target.invitations.resend(person),
  );
  return tell({ answer: { sent }, text: sent.map(describeSent).join("\n"), flags, environment });
}

function describeSent({ email, delivery, detail }: SentInvitation): string {
  return `${email}: ${delivery}, ${detail}`;
}

/** Takes a pending invitation back. Manifests that still declare the person will invite them again. */
export async function revokeInvitation(
  email: string,
  flags: InvitationFlags,
  environment: Environment,
): Promise<number> {
  const revoked = await asQualified("remove", { email, flags, environment }, ({ target, ...person }) =>
    target.invitations.revoke(person),
  );
  return tell({ answer: revoked, text: `${email} is no longer invited to ${places(revoked)}.`, flags, environment });
}

interface Told {
  readonly answer: object;
  readonly text: string;
  readonly flags: GlobalOptions;
  readonly environment: Environment;
}

// It is done by now, so that no failure to say so may look as if it was not.
async function tell({ answer, text, flags, environment }: Told): Promise<number> {
  const { stdout } = environment;
  const style = styleOf(environment, stdout, flags);
  const lines = text.split("\n").map((row) => wholeLine(row));
  const printed = flags.format === "json" ? answerJson(answer) : printLines(lines, style);
  await tellOnly({ flags, environment }, () => writeLine(stdout, printed));
  return exitCodes.done;
}

interface Acting {
  readonly email: string;
  readonly flags: InvitationFlags;
  readonly environment: Environment;
}

// The same rights as in a plan: inviting again needs the right to invite, revoking the right to remove.
async function asQualified<Result>(
  action: "invite" | "remove",
  { email, flags, environment }: Acting,
  work: (work: InvitedPerson & { readonly target: Target }) => Promise<Result>,
): Promise<Result> {
  const [{ state }, actor] = await Promise.all([readOrganization(flags, environment), actorOf(flags, environment)]);
  assertProject(state, flags.project);
  for (const requirement of requirementsFor(state, action, { email, project: flags.project })) {
    const decision = explain(state, actor, requirement);
    if (decision.allowed) continue;
    const { message, help } = plainSentence(decision.reason);
    throw new Failure("not-allowed", exitCodes.notAuthorized, {
      reason: message,
      advice: help,
      whoCan: decision.whoCan,
    });
  }
  const project = flags.project === undefined ? undefined : state.findProject(flags.project)?.uid;
  return withTarget(flags, environment, (target) => work({ target, email, actor, project }));
}

function assertProject(state: State, project: string | undefined): void {
  if (project === undefined || state.findProject(project) !== undefined) return;
  const known = [...state.entitiesOf("Project")].map(({ name }) => name).toSorted();
  throw new Failure("object-unknown", exitCodes.usage, {
    object: project,
    nearest: findNearest(project, known),
    known,
  });
}

// Without a project, everything pending is meant: the organization and each project with a pending seat.
function requirementsFor(
  state: State,
  action: "invite" | "remove",
  { email, project }: { readonly email: string; readonly project: string | undefined },
): readonly Requirement[] {
  const member = findActor(state, email).member;
  if (project !== undefined) return [{ permission: `project-users:${action}`, project, member }];
  const pending = state.findMember(member ?? "")?.facts.status === "pending";
  const seats = [...state.entitiesOf("Project")].filter(
    ({ facts }) => facts.seats?.[member ?? ""]?.status === "pending",
  );
  return [
    ...(pending || seats.length === 0 ? [{ permission: `organization-users:${action}` }] : []),
    ...seats.map(({ name }) => ({ permission: `project-users:${action}`, project: name, member })),
  ];
}
