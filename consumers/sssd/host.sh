#!/bin/bash
# A Linux host that has joined the domain by SSSD, and what its people do there. It stands in name spaces of its own, with
# the unpacked packages and its own /etc, /var and /run over the machine's, and is gone when this ends.
# host.sh <unpacked packages> <folder> <program> <description of the domain>
set -euo pipefail
root=$1 folder=$2 program=$3 domain=$4

mount --make-rprivate /
mkdir "$folder/host"
mount -t tmpfs tmpfs "$folder/host"
for place in etc var; do
  mkdir "$folder/host/$place" "$folder/host/$place.work"
  over="lowerdir=$root/$place:/$place,upperdir=$folder/host/$place,workdir=$folder/host/$place.work"
  mount -t overlay overlay -o "$over" "/$place"
done
mount -t overlay overlay -o "lowerdir=$root/usr:/usr" /usr
mount -t tmpfs tmpfs /run
mkdir -p /etc/sssd /var/log/sssd
mkdir -p /var/lib/sss/{db,mc,pipes/private,pubconf,secrets,deskprofile,gpo_cache,keytabs}
install -m 600 "$folder/sssd.conf" /etc/sssd/sssd.conf
printf 'passwd: files sss\ngroup: files sss\ninitgroups: files sss\nhosts: files dns\n' >/etc/nsswitch.conf
printf 'auth required pam_sss.so\naccount required pam_sss.so\n' >/etc/pam.d/consumer
/usr/sbin/sssd -i --logger=files >"$folder/sssd.out" 2>&1 &
for _ in $(seq 300); do
  [ -S /var/lib/sss/pipes/pam ] && [ -S /var/lib/sss/pipes/nss ] && break
  sleep 0.1
done
status=0
python3 "$program" "$domain" || status=$?
if [ "$status" != 0 ] || [ -n "${CONSUMER_TRACE:-}" ]; then tail -n 40 "$folder/sssd.out" /var/log/sssd/*.log >&2; fi
exit "$status"
