// The main job from beginning to end on an embedded organization: found it, apply an example, accept an invitation, and see a
// change denied. Everything it writes is below .charter/demo.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const folder = ".charter/demo";
const target = `sqlite:${folder}/organization.db`;

rmSync(join(root, folder), { recursive: true, force: true });
mkdirSync(join(root, folder), { recursive: true });

say("Ada founds the organization and applies the example.");
charter("apply", "examples/acme", "--actor", "ada@acme.test", "-y");

say("Nothing is left to do.");
charter("plan", "examples/acme", "--actor", "ada@acme.test");

say("Lin accepts the invitation that came by mail.");
charter("invitations", "accept", tokenFor("lin@acme.test"));

say("Lin makes herself Project Owner of Storefront, and is denied.");
cpSync(join(root, "examples/acme"), join(root, folder, "acme"), { recursive: true });
cpSync(join(root, "examples/denied-change/projects"), join(root, folder, "acme/projects"), { recursive: true });
const denied = charter("plan", `${folder}/acme`, "--actor", "lin@acme.test");

say(`The exit code was ${denied}: not authorized. The reason, asked for by name:`);
charter("explain", "lin", "project-users:invite", "storefront", "--directory", "examples/acme");
process.exitCode = denied === 22 ? 0 : 1;

function say(text: string): void {
  console.log(`\n# ${text}`);
}

function charter(...args: readonly string[]): number {
  console.log(`$ charter ${args.join(" ")}`);
  const { status } = spawnSync(process.execPath, [join(root, "bin/charter.js"), ...args, "--target", target], {
    cwd: root,
    stdio: "inherit",
  });
  return status ?? 1;
}

function tokenFor(email: string): string {
  const outbox = join(root, folder, "outbox");
  for (const file of readdirSync(outbox)) {
    const mail = readFileSync(join(outbox, file), "utf8");
    const token = /charter invitations accept ([\w-]{20,})/.exec(mail)?.[1];
    if (mail.includes(`To: ${email}`) && token !== undefined) return token;
  }
  throw new Error(`no invitation to ${email} in ${outbox}`);
}
