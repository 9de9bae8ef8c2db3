#!/usr/bin/env bash
# docker/compose-check.sh [arguments of ptalab run]
# Raises docker-compose.yml by hand with whichever compose is here, asks it as a person would, runs the scenarios against
# it, takes it down.
set -euo pipefail
cd "$(dirname "$0")/.."
if docker compose version >/dev/null 2>&1; then
  compose=(docker compose)
elif command -v docker-compose >/dev/null; then
  compose=(docker-compose)
else
  echo "compose-check: there is no compose: install the package docker-compose, or the plugin of Docker's own repository" >&2
  exit 3
fi
PTALAB_TOKEN=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
PTALAB_HOST_TOKEN=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
export PTALAB_TOKEN PTALAB_HOST_TOKEN
project=ptalab-check-$$
down() { "${compose[@]}" -p "$project" down --volumes --remove-orphans --timeout 2 >/dev/null 2>&1 || true; }
trap down EXIT
trap 'exit 130' INT TERM
echo "raising the estate with ${compose[*]}"
"${compose[@]}" -p "$project" up -d
for _ in $(seq 1 120); do
  if "${compose[@]}" -p "$project" logs lab 2>/dev/null | grep -q 'the lab is up'; then break; fi
  sleep 0.5
done
if ! "${compose[@]}" -p "$project" logs lab | grep -q 'the lab is up'; then
  echo "compose-check: the estate did not come up within a minute. Its conductor says:" >&2
  "${compose[@]}" -p "$project" logs --tail 20 lab >&2
  exit 3
fi
url=http://$("${compose[@]}" -p "$project" port lab 7443)
ptalab() { node lab/cli/main.ts "$@" --attach "$url"; }
fail() { echo "compose-check: $*" >&2; exit 1; }
# The estate's own lab, as people see it.
ptalab status || fail '`ptalab status --attach` tells nothing'
ptalab status --json | node -e '
  const { agents } = JSON.parse(require("fs").readFileSync(0, "utf8"));
  process.exit(agents.length > 0 && agents.every(({ tenant }) => tenant === "active") ? 0 : 1);
' || fail 'the estate has no agent, or one that is not active'
if [ -z "${PTALAB_LAB_FILE:-}" ]; then
  ptalab signin ada@contoso.com || fail 'ada@contoso.com cannot sign in by `ptalab signin --attach`'
fi
if ptalab down 2>/dev/null; then fail '`ptalab down --attach` ended what it had not raised'; fi
ptalab run "$@"
