import { newFaultList } from "./github-faults.ts";
import { type GitHubWorld, newGitHubWorld } from "./github-world.ts";
import { serveGitHub } from "./serve-github.ts";
import type { Command, CommandMessage, Snapshot } from "./start-github.ts";

// The server, in a process of its own; whoever started it speaks to it over the channel between the two.

const faults = newFaultList();
let serving: { readonly world: GitHubWorld; readonly port: number } | undefined;

process.on("message", ({ id, command }: CommandMessage) => {
  void obey(command).then((snapshot) => process.send?.({ id, snapshot }));
});

async function obey(command: Command): Promise<Snapshot> {
  if (command.name === "start") {
    const world = newGitHubWorld(command.state);
    const { port, close } = await serveGitHub(world, faults);
    serving = { world, port };
    process.on("disconnect", close);
  }
  if (serving === undefined) throw new Error("the server is not started");
  const { world, port } = serving;
  if (command.name === "change") world.change(command.change);
  if (command.name === "fail") faults.add(command.rule);
  if (command.name === "reset") world.reset(command.state);
  if (command.name === "reset" || command.name === "clear-faults") faults.clear();
  return { port, state: world.state(), requests: world.requests(), violations: world.violations() };
}
