/** One team: its number, and how many objects of each kind it has. */
export interface Team {
  readonly number: number;
  readonly edition: number;
  readonly size: TeamSize;
}

/** How many objects of each kind a team has; together they are all of its objects. */
export interface TeamSize {
  readonly members: number;
  readonly roles: number;
  readonly projects: number;
  readonly attributes: number;
  readonly events: number;
  readonly audiences: number;
  readonly experiences: number;
}

/** Divides a team's objects among the kinds. No team of up to 400 has more than 100 of a kind in its project. */
export function sizeOf(objects: number): TeamSize {
  const members = Math.max(2, Math.round(objects / 10));
  const roles = Math.max(1, Math.round(objects / 100));
  const projects = objects < smallestWhole ? 2 : 4;
  const resources = objects - members - roles - projects;
  const [events, audiences, experiences] = [0.2, 0.27, 0.27].map((share) => Math.max(1, Math.floor(resources * share)));
  const others = (events ?? 1) + (audiences ?? 1) + (experiences ?? 1);
  return {
    members,
    roles,
    projects,
    attributes: resources - others,
    events: events ?? 1,
    audiences: audiences ?? 1,
    experiences: experiences ?? 1,
  };
}

/** A team with fewer objects has no space and no AgentOS project. */
const smallestWhole = 40;
