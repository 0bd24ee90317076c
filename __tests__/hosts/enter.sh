#!/bin/bash
# Runs a command in a root directory, in a mount namespace of its own, so that nothing stays mounted.
#   enter.sh ROOT BINDS USER UMASK COMMAND...
# BINDS: lines of `from:to:ro|rw`, `to` below ROOT, or `tmpfs:to:noexec` for an empty file system that starts no programs. USER: a number; it need not have an entry in the root's passwd.
# The command's environment is this script's; its directory is /work.
set -euo pipefail
root=$1 binds=$2 user=$3 mask=$4
shift 4
if [ "${ENTERED:-}" != yes ]; then
  ENTERED=yes exec unshare --mount -- "$0" "$root" "$binds" "$user" "$mask" "$@"
fi
unset ENTERED
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mkdir -p "$root/work"
while IFS=: read -r from to mode; do
  [ -n "$from" ] || continue
  mkdir -p "$root$to"
  if [ "$mode" = noexec ]; then
    mount -t tmpfs -o noexec,mode=1777 tmpfs "$root$to"
    continue
  fi
  mount --bind "$from" "$root$to"
  [ "$mode" = rw ] || mount -o remount,bind,ro "$root$to"
done <<< "$binds"
umask "$mask"
exec chroot --userspec="$user:$user" --groups="$user" "$root" /bin/sh -c 'cd /work && exec "$@"' sh "$@"
