import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { applyPlan } from "../../../src/apply/apply-plan.ts";
import { declare } from "../../../src/declare.ts";
import { planTree } from "../../../src/github/modes/plan-tree.ts";
import { kindsByName } from "../../../src/kinds/index.ts";
import { loadManifests } from "../../../src/load/index.ts";
import { openTarget } from "../../../src/targets/index.ts";
import { acceptInvitations } from "../../support/embedded-organization.ts";
import { accounts } from "../server/sample-github.ts";
import { writeFiles } from "./git-origin.ts";

/** Files of a repository by their paths. */
export type Files = Readonly<Record<string, string>>;

/**
 * The accounts of the organization's people: ada is the Owner, ben and cleo are Admins, mo and nia are Members, and pia runs
 * the project `shop`. The stranger is nobody's.
 */
export const people = { ...accounts, mo: 1005, nia: 1006, pia: 1007 } as const;

/** Somebody of the organization. */
export type Person = keyof typeof people;

/** The manifest of a person, with whatever lines follow their e-mail and account. */
export function memberManifest(name: Person | (string & {}), roles: string, account?: number): string {
  const known = (people as Readonly<Record<string, number>>)[name];
  const id = account ?? known;
  return `apiVersion: charter/v1
kind: Member
metadata:
  name: ${name}
spec:
  email: ${name}@acme.test
${id === undefined ? "" : `  github: { id: ${id}, login: ${name} }\n`}${roles === "" ? "" : `  administrationRoles: [${roles}]\n`}`;
}

/** The manifest of the project that pia runs, with a description and its members. */
export function shopManifest({ description = "What visitors see", members = "" } = {}): string {
  return `apiVersion: charter/v1
kind: Project
metadata:
  name: shop
spec:
  product: personalize
  title: Shop
  description: ${description}
  members:
    - { member: pia, roles: [Project Owner] }
${members}`;
}

/** The manifest of the organization, with further lines of its spec. */
export function organizationManifest(more = ""): string {
  return `apiVersion: charter/v1
kind: Organization
metadata:
  name: acme
spec:
  title: Acme
  owner: ada
${more}`;
}

/** The manifests on the first commit, which are live. */
export const sampleFiles: Files = {
  "organization.yaml": organizationManifest(),
  "members/ada.yaml": memberManifest("ada", ""),
  "members/ben.yaml": memberManifest("ben", "Admin"),
  "members/cleo.yaml": memberManifest("cleo", "Admin"),
  "members/mo.yaml": memberManifest("mo", "Member"),
  "members/nia.yaml": memberManifest("nia", "Member"),
  "members/pia.yaml": memberManifest("pia", "Member"),
  "projects/shop.yaml": shopManifest(),
};

/** Makes the organization in a folder's `organization.db`, or elsewhere, with everybody's invitation accepted. */
export async function foundOrganization(
  folder: string,
  files: Files,
  url: string = "sqlite:organization.db",
): Promise<void> {
  const manifests = mkdtempSync(path.join(tmpdir(), "charter-manifests-"));
  writeFiles(manifests, files);
  const outbox = path.join(folder, "outbox");
  const target = await openTarget(url, { kinds: kindsByName, folder, outbox });
  try {
    await applyFolder(manifests, target);
    await acceptInvitations(target, folder);
  } finally {
    await target.close();
    rmSync(manifests, { recursive: true, force: true });
  }
}

/** Brings a target to what a folder of manifests says, on behalf of the Owner. */
async function applyFolder(folder: string, target: Awaited<ReturnType<typeof openTarget>>): Promise<void> {
  const { documents, diagnostics } = await loadManifests(folder, { version: "test" });
  const declared = declare(documents, diagnostics);
  const owner = { actor: "ada@acme.test", approvers: [] };
  const reconciliation = planTree({ declared } as Parameters<typeof planTree>[0], await target.read(), owner);
  const { verdict, findings, diagnostics: problems } = reconciliation.plan;
  if (verdict !== "allowed") throw new Error(JSON.stringify({ verdict, findings, problems }));
  await applyPlan(target, reconciliation, { lockTimeoutMs: 1000 });
}

/** Changes the live organization past every repository, as somebody with the Owner's rights does by hand. */
export async function changeLive(folder: string, files: Files): Promise<void> {
  const manifests = mkdtempSync(path.join(tmpdir(), "charter-manifests-"));
  writeFiles(manifests, files);
  const target = await openTarget("sqlite:organization.db", { kinds: kindsByName, folder });
  try {
    await applyFolder(manifests, target);
  } finally {
    await target.close();
    rmSync(manifests, { recursive: true, force: true });
  }
}
