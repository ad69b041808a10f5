import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { InvitationFacts } from "../mail/invitation-text.ts";
import type { InvitationMaterial, PlannedInvitation } from "./invitation-material.ts";
import { listedMembers, textsIn } from "./project-members.ts";
import { bodyText, type WorkingCopy } from "./working-copy.ts";

const productNames: Readonly<Record<string, string>> = { cms: "CMS", assets: "Assets", agentos: "AgentOS" };

/** What an invitation says about a person, as the organization will be after the transaction. */
export function describeInvitation(
  { memberUid, projectUids, message }: PlannedInvitation,
  { copy, organization, inviterUid, inviter, target }: InvitationMaterial,
): Omit<InvitationFacts, "token"> {
  const person = copy.find(memberUid)?.body;
  return {
    fullName: bodyText(person, "fullName"),
    email: bodyText(person, "email"),
    inviter: inviterName(bodyText(copy.find(inviterUid)?.body, "fullName"), inviter),
    organization: bodyText(organization?.body, "title"),
    organizationRoles: projectUids.includes("") ? organizationRoles(copy, person) : undefined,
    projects: projectUids
      .filter((uid) => uid !== "")
      .map((uid) => ({
        title: bodyText(copy.find(uid)?.body, "title"),
        roles: projectRoles(copy, uid, memberUid),
      })),
    message,
    target,
  };
}

function inviterName(fullName: string, email: string): string {
  return fullName === "" ? email : `${fullName} (${email})`;
}

function organizationRoles(copy: WorkingCopy, person: JsonObject | undefined): readonly string[] {
  const productRoles = person?.["productRoles"];
  return [
    ...textsIn(person?.["administrationRoles"]).map((role) => roleTitle(copy, role)),
    ...Object.entries(isJsonObject(productRoles) ? productRoles : {}).flatMap(([product, roles]) =>
      textsIn(roles).map((role) => `${productNames[product] ?? product} ${roleTitle(copy, role)}`),
    ),
  ];
}

function projectRoles(copy: WorkingCopy, projectUid: string, memberUid: string): readonly string[] {
  const listed = listedMembers(copy.find(projectUid)?.body ?? {}) ?? [];
  const roles = listed.find(({ member }) => member === memberUid)?.roles ?? [];
  return roles.map((role) => roleTitle(copy, role));
}

// A custom role is stored as its uid, a shipped one as its title.
function roleTitle(copy: WorkingCopy, role: string): string {
  return bodyText(copy.find(role)?.body, "title") || role;
}
