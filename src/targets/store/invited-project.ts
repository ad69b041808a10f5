import { isJsonObject } from "../../model/json.ts";
import type { InvitedProject } from "../invitations.ts";
import { type Row, textIn } from "./driver.ts";
import { bodyText } from "./working-copy.ts";

/** The project in a row with its uid and body; one that is gone has no title. */
export function projectIn(row: Row): InvitedProject {
  const text = row["body"];
  const body: unknown = typeof text === "string" ? JSON.parse(text) : undefined;
  return { uid: textIn(row, "project_uid"), title: isJsonObject(body) ? bodyText(body, "title") : "" };
}
