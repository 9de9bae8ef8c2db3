#!/usr/bin/env bash
# docker/engine-up.sh: a running Docker engine on this machine; says nothing when there is one already.
# Installs Debian's docker.io (and iptables, which it needs for its networks) when run as root on Debian, and starts dockerd
# by hand where no init system does. docker/engine-down.sh stops what this has started, and nothing else.
set -euo pipefail
state=${PTALAB_ENGINE_DIR:-/var/run/ptalab-engine}

answers() { timeout 5 docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }
fail() { echo "engine-up: $*" >&2; exit 1; }

if answers; then exit 0; fi
[ "$(id -u)" = 0 ] || fail 'no engine answers. Start one, or run this as root.'
mkdir -p "$state"
# Two at once would start two daemons.
exec 9>"$state/lock"
flock -w 300 9 || fail "another engine-up holds $state/lock."
if answers; then exit 0; fi

if ! command -v dockerd >/dev/null; then
  command -v apt-get >/dev/null || fail 'no engine is installed, and this is not Debian. Install Docker Engine 20.10 or newer.'
  export DEBIAN_FRONTEND=noninteractive
  {
    apt-get -o DPkg::Lock::Timeout=300 -qq update &&
      apt-get -o DPkg::Lock::Timeout=300 -qq install -y --no-install-recommends docker.io iptables
  } >"$state/apt.log" 2>&1 9>&- || { tail -20 "$state/apt.log" >&2; fail 'docker.io could not be installed.'; }
  if answers; then exit 0; fi
fi

# Of a process that was killed the pid file stays, and stops the next start. `kill -0` takes a zombie for alive, and in a
# container nobody may reap it for a while; its /proc entry names no program any more.
is_program() { [ -n "${1:-}" ] && readlink "/proc/$1/exe" 2>/dev/null | grep -q "/$2"; }
forget_dead() { # forget_dead PIDFILE PROGRAM
  if [ -f "$1" ] && ! is_program "$(cat "$1")" "$2"; then rm -f "$1"; fi
}
forget_dead /var/run/docker.pid dockerd
forget_dead /var/run/docker/containerd/containerd.pid containerd

setsid nohup dockerd ${PTALAB_DOCKERD_FLAGS:-} >"$state/dockerd.log" 2>&1 </dev/null 9>&- &
pid=$!
echo "$pid" >"$state/dockerd.pid"
for _ in $(seq 300); do
  if answers; then exit 0; fi
  if ! [ -e "/proc/$pid/exe" ] && ! readlink "/proc/$pid/exe" >/dev/null 2>&1; then break; fi
  sleep 0.2
done
tail -30 "$state/dockerd.log" >&2
kill "$pid" 2>/dev/null || true
rm -f "$state/dockerd.pid"
fail "dockerd did not come up; its log is $state/dockerd.log."
