#!/bin/sh
# image.sh REGISTRY/NAME:TAG  makes the image of dist/app_linux_* with crane, and pushes it.
set -eu
image=$1
layer=$(mktemp -d)
trap 'rm -rf "$layer"' EXIT
manifests=
for target in amd64 arm64 armv7; do
  mkdir -p "$layer/$target/etc/ssl/certs"
  install -m 755 "dist/app_linux_$target" "$layer/$target/app"
  install -m 644 /etc/ssl/certs/ca-certificates.crt "$layer/$target/etc/ssl/certs/"
  tar -C "$layer/$target" --owner 0 --group 0 --numeric-owner -cf "$layer/$target.tar" .
  case $target in armv7) platform=linux/arm/v7 ;; *) platform=linux/$target ;; esac
  crane append --oci-empty-base --new_layer "$layer/$target.tar" --new_tag "$image-$target"
  crane mutate --set-platform "$platform" --entrypoint /app --user 65532:65532 --tag "$image-$target" "$image-$target"
  manifests="$manifests --manifest $image-$target"
done
# shellcheck disable=SC2086 # words
crane index append $manifests --tag "$image"
