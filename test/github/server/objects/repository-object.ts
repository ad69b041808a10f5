import type { Scene } from "../endpoint.ts";
import type { Repository } from "../github-state.ts";
import { accountOf, userObject } from "./account-objects.ts";

/** A repository, as itself and in other objects. */
export function repositoryObject(scene: Scene, repository: Repository): object {
  const fullName = fullNameOf(scene, repository);
  return {
    id: repository.id,
    name: repository.name,
    full_name: fullName,
    owner: userObject(scene, repository.owner),
    private: repository.private,
    visibility: repository.private ? "private" : "public",
    fork: repository.fork,
    default_branch: repository.defaultBranch,
    url: `${scene.api}/repos/${fullName}`,
    html_url: `${scene.web}/${fullName}`,
  };
}

/** The repository with an id, which may be a fork; null for a fork that is gone. */
export function repositoryById(scene: Scene, id: number | null): object | null {
  const { repository, forks } = scene.state;
  const one = [repository, ...forks].find((other) => other.id === id);
  return one === undefined ? null : repositoryObject(scene, one);
}

/** Owner and name, as addresses have them. */
export function fullNameOf({ state }: Scene, { owner, name }: Repository): string {
  return `${accountOf(state.users, owner).login}/${name}`;
}

/** The address of the repository's pages. */
export function repositoryPage(scene: Scene): string {
  return `${scene.web}/${fullNameOf(scene, scene.state.repository)}`;
}

/** The address of the repository in the API. */
export function repositoryApi(scene: Scene): string {
  return `${scene.api}/repos/${fullNameOf(scene, scene.state.repository)}`;
}
