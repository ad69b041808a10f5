import { agreeing, bare, counted, given, kindWord, quote, say, withQuote } from "./phrase.ts";
import type { Argument, Phrase, SentenceTable } from "./phrase.ts";

/** What the guards say about a whole plan, and the same rules about manifests alone. */
export const guardSentences: SentenceTable = {
  "administration-role": ({ member }) => ({
    message: say`${quote(member)} would hold no Administration role`,
    help: say`leave everyone at least one; ${quote("[Member]")} is the least`,
  }),
  "one-owner": ({ cause, owner, next }) => ({
    message: say`the Owner ${quote(owner)} cannot be ${ownerChange(cause, next)}`,
    help: say`ownership changes only by an explicit transfer in the product`,
  }),
  "admin-floor": ({ left, least, cause }) => ({
    message: say`${floorSubject(left, cause)} Owner or Admin, at least ${bare(least)} must`,
    help: floorHelp(cause),
  }),
  "capability-floor": ({ capability }) => ({
    message: say`nobody would be left who may ${bare(capability)}`,
    help: say`leave the right to at least one accepted person`,
  }),
  "project-owner": ({ project, cause }) => ({
    message: ownerlessProject(project, cause),
    help: ownerHelp(cause),
  }),
  "actor-keeps-access": ({ member }) => ({
    message: say`${quote(member)} would lose Owner or Admin by their own plan`,
    help: say`let another Owner or Admin make this change`,
  }),
  protected: ({ address, cause, loses }) => ({
    message: say`${quote(address)} is protected and cannot be ${bare(cause)}${withQuote(": it would lose ", loses)}`,
    help: say`lift the protection in a plan of its own first`,
  }),
  "loss-budget": (args) => (args["cause"] === "mismatch" ? lossMismatch(args) : lossExcess(args)),
  "reverts-live-change": ({ member, gains }) => ({
    message: say`somebody took rights from ${quote(member)} in the organization itself, and this would give them back${withQuote(": ", gains)}`,
    help: say`take them out of the manifests too; or, if they should come back, start the workflow by hand`,
  }),
  "role-exists": ({ roles }) => ({
    message: say`${quote(roles)} ${agreeing(roles, "does", "do")} not exist when it would be given`,
    help: say`declare the role, or correct its title`,
  }),
  "still-used": ({ address, users }) => ({
    message: say`${quote(address)} would be deleted while ${quote(users)} still ${agreeing(users, "needs", "need")} it`,
    help: say`remove the references first`,
  }),
  "left-out": ({ address, missing }) => ({
    message: say`${quote(address)} needs ${quote(missing)}, which this plan leaves out`,
    help: say`plan without ${quote("--only")}, or name the missing kinds too`,
  }),
  quota: ({ kind, count, limit, project, product }) => ({
    message: say`${quotaHolder(project, product)} would have ${bare(count)} ${kindWord(kind)}s, the service allows ${bare(limit)}`,
    help: say`delete some; if the service raised it for you, set ${quote("guards.quota")} to ${quote("warning")}`,
  }),
  "nothing-declared": ({ kind, count, folder, cause }) => ({
    message: kind === undefined ? noManifests(folder, cause) : vanished(kind, count),
    help:
      kind === undefined
        ? say`name a folder with files that end in .yaml, or start one with ${quote("charter init")}; this is not taken for a wish to delete everything`
        : say`check the folder and its files; this is taken for a mistake, not for a wish to delete everything`,
  }),
  "order-cycle": ({ addresses }) => ({
    message: say`these changes wait for each other, so none can be first: ${quote(addresses)}`,
    help: say`split them in two plans: grant first, revoke in the second`,
  }),
};

function ownerChange(cause: Argument, next: Argument): Phrase {
  if (cause === "removed") return say`removed`;
  return cause === "replaced" ? say`replaced by another e-mail` : say`changed to ${quote(next)}`;
}

function floorSubject(left: Argument, cause: Argument): Phrase {
  if (cause === "declared") return say`${counted(left, "declared member holds", "declared members hold")}`;
  const who = counted(left, "person", "people");
  return cause === "founding" ? say`${who} would be appointed` : say`${who} who accepted would hold`;
}

function floorHelp(cause: Argument): Phrase {
  const isLive = cause !== "declared" && cause !== "founding";
  if (isLive) return say`give someone else the role first; a pending invitation does not count`;
  return say`declare another Admin, or lower ${quote("guards.minAdmins")}`;
}

function ownerlessProject(project: Argument, cause: Argument): Phrase {
  if (cause === "new" || cause === "declared") return say`project ${quote(project)} declares no Project Owner`;
  return say`project ${quote(project)} would have no accepted Project Owner`;
}

function ownerHelp(cause: Argument): Phrase {
  if (cause === "new" || cause === "declared") return say`list a member with the role ${quote("Project Owner")}`;
  return say`give another member the role first; a pending invitation does not count`;
}

function quotaHolder(project: Argument, product: Argument): Phrase {
  if (project !== undefined) return say`project ${quote(project)}`;
  return product === undefined ? say`the organization` : say`product ${quote(product)}`;
}

function noManifests(folder: Argument, cause: Argument): Phrase {
  if (cause === "missing") return say`there is no folder or plan ${quote(folder)}`;
  return say`no manifests were found${withQuote(" in ", folder)}`;
}

function vanished(kind: Argument, count: Argument): Phrase {
  const live = given(count, say`, though ${bare(count)} ${agreeing(count, "is", "are")} live`);
  return say`no ${kindWord(kind)} is declared any more${live}`;
}

function lossMismatch({ allowed, total }: Readonly<Record<string, Argument>>) {
  return {
    message: say`the plan has ${counted(total, "loss", "losses")}, and ${bare(allowed)} ${agreeing(allowed, "is", "are")} allowed`,
    help: say`the number must match exactly; look at the plan again before changing it`,
  };
}

function lossExcess({ people, objects, total, peopleBudget, objectBudget }: Readonly<Record<string, Argument>>) {
  const loss = say`${counted(people, "person", "people")} would lose rights (the budget is ${bare(peopleBudget)})`;
  const gone = say`${counted(objects, "object", "objects")} would be deleted (the budget is ${bare(objectBudget)})`;
  return {
    message: say`${loss}, and ${gone}`,
    help: given(total, say`if all of it is meant, run again with ${quote(`--allow-loss ${String(total)}`)}`),
  };
}
