import { bare, counted, given, quote, quoteOr, say, withBare, withQuote } from "./phrase.ts";
import type { Argument, Phrase, SentenceTable } from "./phrase.ts";
import { suggestion } from "./suggestion.ts";

/** What nobody can mend in a manifest: the command, its settings, the environment. */
export const failureSentences: SentenceTable = {
  usage: ({ detail, advice, nearest, help }) => ({
    message: say`the command cannot be understood${withBare(": ", detail)}`,
    help: say`${given(advice, say`${bare(advice)}; `)}${given(nearest, say`did you mean ${quote(nearest)}? `)}see ${quote(help ?? "charter --help")}`,
  }),
  "form-unknown": ({ form, command, known }) => ({
    message: say`${quoteOr(command, "the command")} gives no answer in the form ${quote(form)}`,
    help: say`forms: ${bare(known)}`,
  }),
  "output-failed": ({ detail }) => ({
    message: say`the answer could not be written whole${withBare(": ", detail)}`,
    help: say`make room where it goes`,
  }),
  "actor-missing": () => ({
    message: say`it is not known on whose behalf this runs`,
    help: say`name the actor with ${quote("--actor EMAIL")} or CHARTER_ACTOR, or set ${quote("user.email")} in git`,
  }),
  "actor-malformed": ({ email, who }) => ({
    message: say`${quote(email)} is not an e-mail address, so it cannot name the ${bare(who ?? "actor")}`,
    help: say`write it like ${quote("ada@example.com")}`,
  }),
  "needs-confirmation": () => ({
    message: say`there is no terminal to ask for confirmation on`,
    help: say`run it on a terminal, or agree beforehand with ${quote("--auto-approve")}`,
  }),
  "not-confirmed": () => ({
    message: say`nothing was applied, because it was not confirmed`,
    help: say`only ${quote("yes")} confirms`,
  }),
  "settings-unreadable": ({ file }) => ({
    message: say`settings file ${quote(file)} cannot be read`,
    help: say`make it a file that you may read, or delete it`,
  }),
  "settings-malformed": ({ file, problem }) => ({
    message: say`settings file ${quote(file)} cannot be used${withBare(": ", problem)}`,
    help: say`write it like ${quote('{ "target": "sqlite:organization.db" }')}, or delete it`,
  }),
  "folder-gone": () => ({
    message: say`the folder this was started in is not there any more`,
    help: say`go to a folder that exists`,
  }),
  "folder-without-manifests": ({ folder }) => ({
    message: say`no manifests were found in ${quote(folder)}`,
    help: say`name the folder that ${quote("charter plan")} is given, or leave ${quote("--directory")} out`,
  }),
  "handles-from-titles": ({ folder }) => ({
    message: say`the manifests in ${quote(folder)} are not valid, so objects are called by their titles here`,
    help: say`see what is wrong with ${quote(`charter validate ${String(folder ?? ".")}`)}`,
  }),
  "init-clash": ({ directory, files }) => ({
    message: say`folder ${quote(directory)} already holds ${quote(files)}`,
    help: say`name an empty folder; nothing was written`,
  }),
  "init-not-written": ({ directory }) => ({
    message: say`not all files could be written to ${quote(directory)}`,
    help: say`check that it is a folder, or a new name, where you may write`,
  }),
  "member-unknown": ({ member, email }) => ({
    message: say`nobody in the organization is ${quote(email ?? member)}`,
    help: say`list the people with ${quote("charter access")}`,
  }),
  "object-missing": ({ permission }) => ({
    message: say`permission ${quote(permission)} is held in a project, and none is named`,
    help: say`name the project or one of its objects, such as ${quote("Project/storefront")}`,
  }),
  "object-unknown": ({ object, nearest, known }) => ({
    message: say`${quote(object)} is not in the live organization`,
    help: suggestion(nearest, say`known`, known),
  }),
  "not-allowed": ({ reason, advice, whoCan }) => ({
    message: reason === undefined ? say`this is not allowed` : bare(reason),
    help: advice === undefined ? withQuote("it could be done by ", whoCan) : bare(advice),
  }),
  "shell-unknown": ({ shell, known }) => ({
    message: say`shell ${quote(shell)} is not known`,
    help: say`known shells: ${bare(known)}`,
  }),
  "anchor-malformed": ({ anchor }) => ({
    message: say`${quote(anchor)} is not an anchor of the audit log`,
    help: say`copy it as ${quote("charter audit verify")} printed it`,
  }),
  "invitation-unknown": ({ email, project }) => ({
    message: say`there is no such open invitation${withQuote(" for ", email)}${withQuote(" to project ", project)}`,
    help: say`list the open ones with ${quote("charter invitations list")}`,
  }),
  "invitation-revoked": ({ email }) => ({
    message: say`the invitation${withQuote(" for ", email)} was revoked`,
    help: say`ask for a new one`,
  }),
  "source-not-tip": ({ commit, tip }) => ({
    message: say`commit ${quote(commit)} is not the tip of the protected branch${withQuote(", ", tip)}`,
    help: say`apply from the newest commit`,
  }),
  "source-dirty": () => ({
    message: say`the working tree has changes that are not committed`,
    help: say`commit or discard them`,
  }),
  "too-slow": ({ seconds }) => ({
    message: say`reading the manifests took longer than ${counted(seconds, "second", "seconds")}`,
    help: say`split large files, and look for values that are nested very deeply`,
  }),
  "smtp-url": () => ({
    message: say`CHARTER_SMTP_URL is not the address of a mail server`,
    help: say`write it like ${quote("smtps://user:password@smtp.example.com")}`,
  }),
  "mail-from": ({ from }) => ({
    message: say`mail cannot be sent from ${quote(from)}`,
    help: say`write it like ${quote("Charter <charter@example.com>")}`,
  }),
  "stopped-part-way": () => ({
    message: say`the apply stopped part-way`,
    help: say`run ${quote("charter apply")} again; what is done is not done twice`,
  }),
  "unknown-outcome": ({ addresses }) => ({
    message: say`it is not known whether some changes took effect${withQuote(": ", addresses)}`,
    help: say`look at them in the product before running again`,
  }),
  "does-not-match": ({ left, reason }) => ({
    message:
      reason === "unreadable"
        ? say`everything was sent, but the live organization could not be read back`
        : say`everything was sent, but the live organization does not match the manifests${leftOver(left)}`,
    help: say`run ${quote("charter plan")} to see what differs`,
  }),
  "audit-broken": ({ record, problem }) => ({
    message: auditDamage(problem, record),
    help: say`keep a copy of it, and find out who could write to the store`,
  }),
  bug: ({ problem }) => ({
    message: say`Charter met a problem it was not written for${withBare(": ", problem)}`,
    help: say`please report it, with the command and what it printed`,
  }),
};

function leftOver(left: Argument): Phrase {
  return typeof left === "number" ? say`: ${counted(left, "change is", "changes are")} left` : withQuote(": ", left);
}

function auditDamage(problem: Argument, record: Argument): Phrase {
  const place = withBare(" at record ", record);
  if (problem === "missing") return say`a record of the audit log is missing${place}`;
  if (problem === "truncated") return say`the end of the audit log is cut off${place}`;
  if (problem === "anchor-differs") return say`the audit log differs from the anchor${place}`;
  return say`the audit log was altered${place}`;
}
