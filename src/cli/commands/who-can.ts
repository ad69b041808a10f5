import { requirementOf } from "../../ask.ts";
import { answerQuestion } from "../../authorize/answer-question.ts";
import { whoCan as peopleWhoCan } from "../../authorize/who-can.ts";
import { exitCodes } from "../../model/exit-code.ts";
import { textOf } from "../../model/json.ts";
import { renderTable } from "../../render/terminal/table.ts";
import { answerJson } from "../answer-json.ts";
import type { Environment } from "../environment.ts";
import { type LiveFlags, readOrganization } from "../live-organization.ts";
import { writeLine } from "../output.ts";
import { tableStyleOf } from "../style-of.ts";
import type { Asked } from "./explain.ts";

/** Lists the people who hold a permission now, each with the role that gives it. */
export async function whoCan(
  { permission, object }: Omit<Asked, "person">,
  flags: LiveFlags,
  environment: Environment,
): Promise<number> {
  const { state } = await readOrganization(flags, environment);
  const requirement = requirementOf(state, permission, object);
  const people = peopleWhoCan(state, [requirement]).map((member) => ({
    member,
    email: textOf(state.findMember(member)?.fields["email"]),
    role: answerQuestion({ state, member, requirement }).role ?? "",
  }));
  if (flags.format === "json") {
    await writeLine(environment.stdout, answerJson({ permission, whoCan: people }));
    return exitCodes.done;
  }
  const columns = [
    { heading: "MEMBER", value: (row: (typeof people)[number]) => row.member },
    { heading: "E-MAIL", value: (row: (typeof people)[number]) => row.email },
    { heading: "ROLE", value: (row: (typeof people)[number]) => row.role },
  ];
  const text = renderTable(people, columns, tableStyleOf(environment, flags));
  await writeLine(
    environment.stdout,
    text === "" ? `Nobody holds ${permission}${object === undefined ? "" : ` on ${object}`}.` : text,
  );
  return exitCodes.done;
}
