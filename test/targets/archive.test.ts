import { describe, expect, test } from "vitest";

import { openSqliteStore } from "../../src/targets/store/sqlite/open-sqlite-store.ts";
import { summarizeArchive } from "../../src/targets/store/archive/summarize-archive.ts";
import { archivedTables } from "../../src/targets/store/archive/archived-tables.ts";
import { describeArchive, linesOf, streamOf } from "../archive-contract.ts";
import { asForeigner } from "../support/foreign-database.ts";
import { openSqliteWorld } from "../support/sqlite-world.ts";
import { targetKinds } from "../support/target-kinds.ts";
import { applyTo, founding, newMember, newNote } from "../support/target-world.ts";

describeArchive("from SQLite to SQLite", { openFrom: openSqliteWorld, openTo: openSqliteWorld });
