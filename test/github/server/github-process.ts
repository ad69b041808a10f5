import { type FaultList, newFaultList } from "./github-faults.ts";
import type { GitHubState } from "./github-state.ts";
import { type GitHubWorld, newGitHubWorld } from "./github-world.ts";
import { serveGitHub } from "./serve-github.ts";
import type { Command, CommandMessage, Snapshot } from "./start-github.ts";

// Servers in a process of their own; whoever started it speaks to them over the channel between the two.

interface Serving {
  readonly world: GitHubWorld;
  readonly faults: FaultList;
  readonly port: number;
}

const servers = new Map<number, Serving>();

process.on("message", ({ id, server, command }: CommandMessage) => {
  void obey(server, command).then((snapshot) => process.send?.({ id, snapshot }));
});

async function obey(number: number, command: Command): Promise<Snapshot> {
  if (command.name === "start") servers.set(number, await start(command.state));
  const serving = servers.get(number);
  if (serving === undefined) throw new Error("the server is not started");
  const { world, faults, port } = serving;
  if (command.name === "change") world.change(command.change);
  if (command.name === "fail") faults.add(command.rule);
  if (command.name === "reset") world.reset(command.state);
  if (command.name === "reset" || command.name === "clear-faults") faults.clear();
  return { port, state: world.state(), requests: world.requests(), violations: world.violations() };
}

async function start(state: GitHubState): Promise<Serving> {
  const [world, faults] = [newGitHubWorld(state), newFaultList()];
  const { port, close } = await serveGitHub(world, faults);
  process.on("disconnect", close);
  return { world, faults, port };
}
