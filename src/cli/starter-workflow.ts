import { action, version } from "../version.ts";

/**
 * The workflow of a new repository: a plan for every pull request, an apply for what is merged, drift each morning. Each job has
 * only the permissions it needs, each action is named by its commit, and no text of others becomes part of a script. A secret lies
 * in an environment, so a branch that changes this file does not get the one that may write.
 */
export function starterWorkflow(): string {
  return `name: Charter

on:
  pull_request:
  # An approval may be what a plan waits for.
  pull_request_review:
    types: [submitted, edited, dismissed]
  merge_group:
  push:
    # The default branch, the one that is applied.
    branches: [main]
  schedule:
    - cron: "17 5 * * *"
  # Applies what is left to do, for whoever starts it.
  workflow_dispatch:

permissions: {}

jobs:
${planJob()}
${applyJob()}
${driftJob()}`;
}

/** The owners of a new repository's files: whoever starts it, until there are more. GitHub takes the e-mail of an account. */
export function starterCodeOwners(email: string): string {
  return `# Who is asked for each change. Everything here decides what people may do, so nothing is without an owner.
# Add a second person or a team, such as @acme/owners: nobody can approve their own pull request.
* ${email}

# Who is who, what guards there are, and what runs on GitHub.
/organization.yaml ${email}
/members/ ${email}
/.github/ ${email}
`;
}

function planJob(): string {
  return `  plan:
    if: contains(fromJSON('["pull_request", "pull_request_review", "merge_group"]'), github.event_name)
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    # Its CHARTER_TARGET can only read; pull requests of forks do not get it, and are planned without live data.
    environment: contentstack-plan
    permissions:
      contents: read
      pull-requests: write
      checks: write
      actions: read
    concurrency:
      group: charter-plan-\${{ github.event.pull_request.number || github.ref }}
      cancel-in-progress: true
${steps("plan")}`;
}

function applyJob(): string {
  return `  apply:
    if: github.event_name == 'push' || github.event_name == 'workflow_dispatch'
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    # Only the protected branch may use it, after a reviewer agreed.
    environment: contentstack-apply
    permissions:
      contents: read
      pull-requests: write
      checks: write
      actions: read
    # One apply after the other; none is stopped half-way.
    concurrency:
      group: charter-apply
      cancel-in-progress: false
${steps("apply")}`;
}

function driftJob(): string {
  return `  drift:
    if: github.event_name == 'schedule'
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    environment: contentstack-plan
    permissions:
      contents: read
      issues: write
      checks: write
      actions: read
    concurrency:
      group: charter-drift
      cancel-in-progress: true
${steps("drift")}`;
}

// Manifests are read from git by commit, so the checkout brings the history and nothing is run from it.
function steps(mode: string): string {
  return `    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: ${actionLine()}
        with:
          mode: ${mode}
          target: \${{ secrets.CHARTER_TARGET }}
`;
}

function actionLine(): string {
  const { repository, commit } = action;
  if (commit !== undefined) return `${repository}@${commit} # v${version}`;
  return `${repository}@v${version} # replace the tag by the commit it names: git ls-remote https://github.com/${repository} v${version}`;
}
