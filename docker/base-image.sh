#!/usr/bin/env bash
# docker/base-image.sh <node program> <tag>
# Makes a base image from nothing but what this machine has: Node, the libraries it needs, a shell and a few tools, the
# CA bundle, and the user `node` (1000). For where no registry is reachable; any Linux architecture.
set -euo pipefail
[ $# -eq 2 ] || { echo "usage: $0 <node program> <tag>" >&2; exit 2; }
node=$(readlink -f "$1")
tag=$2
[ -x "$node" ] || { echo "$0: $1 is no program" >&2; exit 2; }
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

# add FILE [PLACE]: the file, and whatever shared libraries it is linked to, each in its own place.
add() {
  local file place=${2:-$1} library
  file=$(readlink -f "$1")
  mkdir -p "$root$(dirname "$place")"
  cp "$file" "$root$place"
  { ldd "$file" 2>/dev/null || true; } | grep -oE '/[^ ]+' | sort -u | while read -r library; do
    [ -e "$root$library" ] && continue
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done
}

mkdir -p "$root"/{bin,usr/bin,usr/local/bin,etc/ssl/certs,root,home/node,app,proc,sys,dev,run}
mkdir -m 1777 "$root/tmp"
add "$node" /usr/local/bin/node

# glibc looks names up through libraries that nothing is linked to; they lie beside libc.
libc=$(ldd "$node" | grep -oE '/[^ ]*libc\.so[^ ]*' | head -1)
if [ -n "$libc" ]; then
  for name in libnss_dns.so.2 libnss_files.so.2 libresolv.so.2; do
    if [ -e "$(dirname "$libc")/$name" ]; then add "$(dirname "$libc")/$name"; fi
  done
fi

# One busybox where it is installed, otherwise this machine's shell and the tools one misses first.
if busybox=$(command -v busybox); then
  add "$busybox" /bin/busybox
  "$busybox" --list | grep -vx busybox | while read -r applet; do ln -s busybox "$root/bin/$applet"; done
else
  add "$(command -v sh)" /bin/sh
  for tool in cat cp env getent head id kill ls mkdir mv ps rm sleep tail test touch true; do
    if [ -x "/usr/bin/$tool" ] || [ -x "/bin/$tool" ]; then add "$(PATH=/usr/bin:/bin type -P "$tool")" "/bin/$tool"; fi
  done
fi
ln -s /bin/env "$root/usr/bin/env"

if [ -e /etc/ssl/certs/ca-certificates.crt ]; then
  cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
fi
printf 'root:x:0:0:root:/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n' >"$root/etc/passwd"
printf 'root:x:0:\nnode:x:1000:\nnogroup:x:65534:\n' >"$root/etc/group"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"

# Owners are written into the archive: this needs no root.
tar -C "$root" --owner=0 --group=0 --numeric-owner -c . | docker import \
  -c 'ENV PATH=/usr/local/bin:/usr/bin:/bin' -c 'CMD ["node"]' -c 'LABEL org.ptalab.base=own' \
  -m 'node and what it needs, from the machine that made it' - "$tag" >/dev/null
