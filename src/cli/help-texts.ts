/** Shown below the list of commands. */
export const globalHelp = `
Examples:
  $ charter init my-organization       start a repository
  $ charter plan                       show what would change, and whether you may
  $ charter apply                      the same, then ask, then do it
  $ charter explain lin audience:create storefront

Targets:
  sqlite:PATH                          an embedded organization in one file, for one machine
  postgres://USER@HOST:PORT/DATABASE   the same, shared by many: laptops, CI runners, repositories
                 ?schema=NAME          several organizations in one database (default: charter)
                 ?sslmode=MODE         as in psql; away from this machine the default is verify-full
                 The password comes from PGPASSWORD, the password file (~/.pgpass) or the URL.
                 It is never shown.

Exit codes:
  0 done             20 usage or environment    24 stale: live moved, or the plan is old or altered
  1 a bug            21 a manifest is invalid   25 another apply holds the lock
  2 changes pending  22 not authorized          26 live could not be read
                     23 a guard refused         27-29 stopped part-way, unknown, does not match
  20 to 26 mean that nothing was written.`;

/** Shown below the help of each command, by its name. */
export const examplesByCommand: Readonly<Record<string, string>> = {
  init: `
Example:
  $ charter init my-organization && cd my-organization && charter plan`,
  validate: `
Examples:
  $ charter validate                   every manifest below this folder
  $ charter validate my-organization   another folder
  $ charter validate --format json     for other tools

Needs no target and no network. Exits with 21 when a manifest is wrong.`,
  plan: `
Examples:
  $ charter plan
  $ charter plan --actor lin@acme.test --format markdown
  $ charter plan --out plan.json && charter apply plan.json
  $ charter plan --detailed-exitcode   exits with 2 when changes are pending

Nothing is written. A denied or refused plan is still shown whole.`,
  apply: `
Examples:
  $ charter apply                      plan, show, ask, apply
  $ charter apply -y                   do not ask
  $ charter apply plan.json            apply a saved plan, once, within a day
  $ charter apply --allow-loss 12      agree to exactly 12 losses`,
  drift: `
Examples:
  $ charter drift                      against the last commit of this clone
  $ charter drift --commit origin/main --detailed-exitcode
  $ charter drift organization --format json

Reads the manifests from git, not from the folder, and writes nothing.`,
  import: `
Example:
  $ charter import --from-export ./export out

Reads the personalize folder of an export of the official CLI and writes one folder of manifests
for each project.`,
  explain: `
Examples:
  $ charter explain lin audience:create storefront
  $ charter explain ben@acme.test organization-users:invite

OBJECT is a project's handle or an address such as Audience/storefront/gold.`,
  "who-can": `
Example:
  $ charter who-can project-users:invite storefront`,
  access: `
Examples:
  $ charter access                     everybody
  $ charter access lin --format json   one person, with every effective right`,
  roles: `
Example:
  $ charter roles --format json`,
  invitations: `
Examples:
  $ charter invitations list
  $ charter invitations resend ben@acme.test`,
  list: `
Examples:
  $ charter invitations list
  $ charter invitations list --format json`,
  accept: `
Example:
  $ charter invitations accept 3q2-…   the token stands in the invitation's mail`,
  resend: `
Examples:
  $ charter invitations resend ben@acme.test
  $ charter invitations resend ben@acme.test --project storefront

Needs the right to invite there. The token of the earlier mail ends.`,
  revoke: `
Example:
  $ charter invitations revoke ben@acme.test

Needs the right to remove people there. Delete them from the manifests too, or they are invited
again.`,
  audit: `
Examples:
  $ charter audit log
  $ charter audit verify`,
  log: `
Examples:
  $ charter audit log
  $ charter audit log --format json`,
  verify: `
Examples:
  $ charter audit verify
  $ charter audit verify --anchor 42:9f86d0…   also notices records cut off at the end`,
  lock: `
Examples:
  $ charter lock status
  $ charter lock release 42`,
  status: `
Examples:
  $ charter lock status
  $ charter lock status --format json`,
  release: `
Example:
  $ charter lock release 42            the id stands in \`charter lock status\`

Only for a holder that died: what it had not finished is undone. A later lock is never taken.`,
  backup: `
Examples:
  $ charter backup acme.archive.gz                packed, because of its name
  $ charter backup - | age -r KEY > acme.age      to stdout
  $ charter backup acme.archive --target sqlite:organization.db

Writes the organization with its history, audit log, invitations and the mails that wait, from one
moment, and reads the file back. The file holds addresses and digests of tokens: only its owner may
read it. Nothing is overwritten. It is ruled by your rights in the database, not by Charter's roles.`,
  restore: `
Examples:
  $ charter restore acme.archive.gz --target sqlite:restored.db
  $ age -d acme.age | charter restore -

The target must hold nothing yet. All of the file is taken in or nothing; then the target is read
back and compared. Exits with 29 when the two differ. Tokens that people were sent stay good. It is
ruled by your rights in the database, not by Charter's roles.`,
  copy: `
Examples:
  $ charter copy sqlite:.charter/organization.db postgres://charter@db.acme.test/charter
  $ charter copy postgres://charter@db.acme.test/charter sqlite:organization.db

FROM and TO are targets; TO must hold nothing yet. Both ends are read back and compared. Exits with
29 when they differ, as when somebody wrote to FROM meanwhile. FROM stays as it is: work with one of
them from then on. It is ruled by your rights in the databases, not by Charter's roles.`,
  doctor: `
Examples:
  $ GITHUB_TOKEN=$(gh auth token) charter doctor
  $ charter doctor --repository acme/organization --format json

Asks GitHub about branch protection, environments, secrets' names and workflows, and changes
nothing. What the token does not show is said. Exits with 20 when there is a problem.
GITHUB_API_URL names another server, such as https://github.acme.com/api/v3.`,
  schema: `
Examples:
  $ charter schema                     names of all kinds
  $ charter schema Audience
  $ charter schema manifest > schemas/manifest.json   every kind in one, for editors`,
  completion: `
Examples:
  $ source <(charter completion bash)
  $ charter completion zsh > "\${fpath[1]}/_charter"
  $ charter completion fish > ~/.config/fish/completions/charter.fish`,
};
