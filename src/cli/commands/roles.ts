import { exitCodes } from "../../model/exit-code.ts";
import { renderRolesJson } from "../../render/json/answers.ts";
import { type Column, renderTable } from "../../render/terminal/table.ts";
import { roleReport, type RoleRow } from "../../role-report.ts";
import type { Environment } from "../environment.ts";
import { type LiveFlags, readOrganization } from "../live-organization.ts";
import { writeLine } from "../output.ts";
import { tableStyleOf } from "../style-of.ts";

/** Lists every role of the organization, shipped and custom, with its product, level and project. */
export async function roles(flags: LiveFlags, environment: Environment): Promise<number> {
  const { state } = await readOrganization(flags, environment);
  const rows = roleReport(state);
  const text =
    flags.format === "json" ? renderRolesJson(rows) : renderTable(rows, columns, tableStyleOf(environment, flags));
  await writeLine(environment.stdout, text);
  return exitCodes.done;
}

const columns: readonly Column<RoleRow>[] = [
  { heading: "TITLE", value: ({ title }) => title },
  { heading: "PRODUCT", value: ({ product }) => product },
  { heading: "LEVEL", value: ({ level }) => level },
  { heading: "PROJECT", value: ({ project }) => project ?? "" },
  { heading: "TYPE", value: (row) => (row.default ? "default" : "custom") },
];
