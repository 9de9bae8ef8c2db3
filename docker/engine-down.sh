#!/usr/bin/env bash
# docker/engine-down.sh: stops the engine that docker/engine-up.sh has started, if it has.
set -euo pipefail
state=${PTALAB_ENGINE_DIR:-/var/run/ptalab-engine}
file=$state/dockerd.pid
[ -f "$file" ] || exit 0
pid=$(cat "$file")
runs() { readlink "/proc/$pid/exe" 2>/dev/null | grep -q /dockerd; }
if runs; then
  kill "$pid"
  for _ in $(seq 100); do
    runs || break
    sleep 0.2
  done
  if runs; then
    echo "engine-down: dockerd ($pid) did not end within 20 s." >&2
    exit 1
  fi
fi
rm -f "$file"
