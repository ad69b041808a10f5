import { Command, Option } from "commander";

import { addCommand, type Registry } from "./add-command.ts";
import type { ApplyFlags } from "./commands/apply.ts";
import type { VerifyFlags } from "./commands/audit.ts";
import type { DoctorFlags } from "./commands/doctor.ts";
import type { DriftFlags } from "./commands/drift.ts";
import type { ImportFlags } from "./commands/import.ts";
import type { InvitationFlags } from "./commands/invitations.ts";
import type { PlanFlags } from "./commands/plan.ts";
import { examplesByCommand } from "./help-texts.ts";
import type { LiveFlags } from "./live-organization.ts";
import { once, onceNumber } from "./once.ts";

/** Adds every command to the program. What a command does is loaded when it runs. */
export function describeCommands(registry: Registry): void {
  addStarters(registry);
  addReconcilers(registry);
  addDrift(registry);
  addQuestions(registry);
  addInvitations(registry);
  addAudit(registry);
  addBackups(registry);
  addLock(registry);
  addDoctor(registry);
  addTexts(registry);
}

function addStarters(registry: Registry): void {
  addCommand(
    registry,
    command("init [dir]", "start a repository: manifests, editor schema links, GitHub workflow"),
    async ({ values, flags, environment }) =>
      (await import("./commands/init.ts")).init(values[0] ?? ".", flags, environment),
  );
  const importing = command("import [dir]", "turn an export of the official CLI into manifests")
    .addOption(once("--from-export <dir>", "the exported folder, or its `personalize` folder"))
    .addOption(once("--owner <email>", "Owner of the organization that is written (default: the actor)"))
    .addOption(once("--title <text>", "title of the organization that is written"))
    .addOption(once("--schema <path>", "where editors find the JSON Schema, from the folder that is written"));
  addCommand<ImportFlags>(registry, importing, async ({ values, flags, environment }) =>
    (await import("./commands/import.ts")).importExport(values[0] ?? ".", flags, environment),
  );
}

function addReconcilers(registry: Registry): void {
  addCommand(
    registry,
    command("validate [dir]", "check manifests offline: schema, references, meaning"),
    async ({ values, flags, environment }) =>
      (await import("./commands/validate.ts")).validate(values[0] ?? ".", flags, environment),
  );
  const planning = command("plan [dir]", "show what would change, and whether you may (the local dry run)")
    .addOption(once("--out <file>", "save the plan, so that exactly this can be applied"))
    .option("--detailed-exitcode", "exit with 2 when changes are pending")
    .addOption(severalKinds())
    .addOption(allowLoss());
  addCommand<PlanFlags>(registry, planning, async ({ values, flags, environment }) =>
    (await import("./commands/plan.ts")).plan(values[0] ?? ".", flags, environment),
  );
  const applying = command("apply [source]", "plan, confirm, apply; SOURCE is a folder or a saved plan")
    .option("-y, --auto-approve", "do not ask")
    .addOption(allowLoss())
    .addOption(onceNumber("--lock-timeout <seconds>", "how long to wait for another apply (default 10)"));
  addCommand<ApplyFlags>(registry, applying, async ({ values, flags, environment }) =>
    (await import("./commands/apply.ts")).apply(values[0] ?? ".", flags, environment),
  );
}

function addDrift(registry: Registry): void {
  const watching = command("drift [dir]", "show what live and the manifests at a commit do not have in common")
    .addOption(once("--commit <ref>", "the commit to compare with (default: HEAD)"))
    .option("--detailed-exitcode", "exit with 2 when there is drift");
  addCommand<DriftFlags>(registry, watching, async ({ values, flags, environment }) =>
    (await import("./commands/drift.ts")).drift(values[0] ?? ".", flags, environment),
  );
}

function addQuestions(registry: Registry): void {
  const explaining = asking("explain <actor> <permission> [object]", "say why somebody may or may not do something");
  addCommand<LiveFlags>(registry, explaining, async ({ values, flags, environment }) => {
    const asked = { person: values[0] ?? "", permission: values[1] ?? "", object: values[2] };
    return (await import("./commands/explain.ts")).explain(asked, flags, environment);
  });
  const listing = asking("who-can <permission> [object]", "list the people who hold a permission");
  addCommand<LiveFlags>(registry, listing, async ({ values, flags, environment }) =>
    (await import("./commands/who-can.ts")).whoCan(
      { permission: values[0] ?? "", object: values[1] },
      flags,
      environment,
    ),
  );
  const accessing = asking("access [member]", "show effective rights, per person and project");
  addCommand<LiveFlags>(registry, accessing, async ({ values, flags, environment }) =>
    (await import("./commands/access.ts")).access(values[0], flags, environment),
  );
  addCommand<LiveFlags>(
    registry,
    asking("roles", "list all roles of the organization"),
    async ({ flags, environment }) => (await import("./commands/roles.ts")).roles(flags, environment),
  );
}

function addInvitations(registry: Registry): void {
  const invitations = group(registry, "invitations", "list, accept, resend and revoke invitations");
  addCommand(invitations, command("list", "list every invitation"), async ({ flags, environment }) =>
    (await import("./commands/invitations.ts")).listInvitations(flags, environment),
  );
  addCommand(invitations, command("accept <token>", "accept an invitation"), async ({ values, flags, environment }) =>
    (await import("./commands/invitations.ts")).acceptInvitation(values[0] ?? "", flags, environment),
  );
  const resending = inProject(asking("resend <email>", "send a pending invitation again, with a new token"));
  addCommand<InvitationFlags>(invitations, resending, async ({ values, flags, environment }) =>
    (await import("./commands/invitations.ts")).resendInvitation(values[0] ?? "", flags, environment),
  );
  const revoking = inProject(asking("revoke <email>", "take a pending invitation back"));
  addCommand<InvitationFlags>(invitations, revoking, async ({ values, flags, environment }) =>
    (await import("./commands/invitations.ts")).revokeInvitation(values[0] ?? "", flags, environment),
  );
}

function addAudit(registry: Registry): void {
  const audit = group(registry, "audit", "read and check the record of every change");
  addCommand(audit, command("log", "print the audit log, oldest first"), async ({ flags, environment }) =>
    (await import("./commands/audit.ts")).auditLog(flags, environment),
  );
  const verifying = command("verify", "check that nothing was altered").addOption(
    once("--anchor <count:hash>", "the end of the log as an earlier check printed it"),
  );
  addCommand<VerifyFlags>(audit, verifying, async ({ flags, environment }) =>
    (await import("./commands/audit.ts")).auditVerify(flags, environment),
  );
}

function addLock(registry: Registry): void {
  const lock = group(registry, "lock", "see who applies, and end what a dead process left");
  addCommand(lock, command("status", "say who holds the lock"), async ({ flags, environment }) =>
    (await import("./commands/lock.ts")).lockStatus(flags, environment),
  );
  const releasing = command("release <id>", "take the lock from a holder that died");
  addCommand(lock, releasing, async ({ values, flags, environment }) =>
    (await import("./commands/lock.ts")).releaseLock(values[0] ?? "", flags, environment),
  );
}

function addBackups(registry: Registry): void {
  const backingUp = command("backup <file>", "write everything the target holds to one file");
  addCommand(registry, backingUp, async ({ values, flags, environment }) =>
    (await import("./commands/backup.ts")).backup(values[0] ?? "", flags, environment),
  );
  const restoring = command("restore <file>", "take a backup into a target that holds nothing yet");
  addCommand(registry, restoring, async ({ values, flags, environment }) =>
    (await import("./commands/restore.ts")).restore(values[0] ?? "", flags, environment),
  );
  const copying = command("copy <from> <to>", "copy an organization to a target that holds nothing yet");
  addCommand(registry, copying, async ({ values, flags, environment }) => {
    const ends = { from: values[0] ?? "", to: values[1] ?? "" };
    return (await import("./commands/copy.ts")).copy(ends, flags, environment);
  });
}

function addDoctor(registry: Registry): void {
  const examining = command("doctor [dir]", "check how the repository on GitHub is set up").addOption(
    once("--repository <owner/name>", "the repository (default: the clone's `origin`)"),
  );
  addCommand<DoctorFlags>(registry, examining, async ({ values, flags, environment }) =>
    (await import("./commands/doctor.ts")).doctor(values[0] ?? ".", flags, environment),
  );
}

function addTexts(registry: Registry): void {
  addCommand(registry, command("schema [kind]", "print a JSON Schema"), async ({ values, flags, environment }) =>
    (await import("./commands/schema.ts")).schema(values[0], flags, environment),
  );
  const completing = command("completion <shell>", "print a completion script for bash, zsh or fish");
  addCommand(registry, completing, async ({ values, environment }) =>
    (await import("./commands/completion.ts")).completion(values[0] ?? "", registry.parent, environment),
  );
}

function command(usage: string, description: string): Command {
  const [name = "", ...parameters] = usage.split(" ");
  const described = new Command(name).description(description);
  for (const parameter of parameters) described.argument(parameter);
  return described;
}

function group(registry: Registry, name: string, description: string): Registry {
  const parent = command(name, description)
    .copyInheritedSettings(registry.parent)
    .addHelpText("after", examplesByCommand[name] ?? "");
  registry.parent.addCommand(parent);
  return { ...registry, parent };
}

// Questions borrow handles from the manifests in a folder.
function asking(usage: string, description: string): Command {
  return command(usage, description).addOption(
    new Option("--directory <dir>", "the manifests that give objects their handles").default("."),
  );
}

function inProject(described: Command): Command {
  return described.addOption(once("--project <handle>", "only the invitation to this project"));
}

function allowLoss(): Option {
  return onceNumber("--allow-loss <count>", "agree to exactly so many losses beyond the budget");
}

function severalKinds(): Option {
  return new Option("--only <kind>", "look at one kind; may be given several times").argParser(
    (value: string, former: readonly string[] | undefined) => [...(former ?? []), value],
  );
}
