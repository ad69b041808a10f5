import { builtHelp } from "./built-help.ts";

const [, , asked, ...others] = process.argv;
const asksForHelp = (asked === "--help" || asked === "-h") && others.length === 0;
const help = asksForHelp ? builtHelp(process.stdout.columns) : undefined;

if (help === undefined) void import("./run.ts").then(async ({ run }) => run());
// A reader that has gone needs no help.
else process.stdout.on("error", () => undefined).write(help);
