import { type Bench, forgetParsed } from "../bench.ts";
import { charter, timeOf } from "../measure/child.ts";
import { interleave } from "../measure/interleave.ts";
import { declareOrganization } from "../measure/organizations.ts";
import { duration, ratio, type Row } from "../print-table.ts";

/** What it costs to start, before any work. */
export function startUpRows(bench: Bench): readonly Row[] {
  const { folder } = declareOrganization(bench, 10, { edition: 1 });
  const help = charter(folder, "--help");
  const validate = charter(folder, "validate", "manifests");
  const bare = { args: ["-e", "0"] };
  // The first run of a command keeps what the next ones use.
  timeOf(bench, validate);
  const measured = interleave(bench.startRounds, {
    bare: () => timeOf(bench, bare),
    help: () => timeOf(bench, help),
    validate: () => timeOf(bench, validate),
    parsing: () => {
      forgetParsed(bench);
      return timeOf(bench, validate);
    },
  });
  return [
    { what: "bare node", measured: duration(measured.bare) },
    { what: "`--help` / bare node", measured: ratio(measured.help, measured.bare), goal: "1.2" },
    { what: "`validate` of 10 files / bare node", measured: ratio(measured.validate, measured.bare), goal: "1.6" },
    { what: "`validate` of 10 changed files / bare node", measured: ratio(measured.parsing, measured.bare) },
  ];
}
