#!/usr/bin/env bash
# The container path on a machine that may have no Docker engine: installs one and starts it where it may, builds local images
# of the embedded engine, runs `npm run test:container` on all of them, and stops what it started. An engine that runs
# already is used as it is. Fails when the tests fail; where no Docker engine can be had it says so and passes.
set -uo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/node_modules/.bin:$PATH"
work=$(mktemp -d)
daemon=

cannot() {
  printf '\n*** THE CONTAINER PATH WAS NOT TESTED: %s\n\n' "$*"
  [ -f "$work/dockerd.log" ] && tail -n 5 "$work/dockerd.log"
  exit 0
}

finish() {
  if [ -n "$daemon" ] && kill "$daemon" 2>/dev/null; then
    for _ in $(seq 100); do kill -0 "$daemon" 2>/dev/null || break; sleep 0.1; done
    kill -9 "$daemon" 2>/dev/null
  fi
  rm -rf "$work" 2>/dev/null
}
trap finish EXIT

answers() { timeout 5 docker version --format '{{.Server.Version}}' 2>/dev/null; }

if ! answers >/dev/null; then
  [ -z "${DOCKER_HOST:-}" ] || cannot "no Docker engine answers at $DOCKER_HOST"
  [ "$(uname -s)" = Linux ] || cannot 'an engine is started on Linux only'
  [ "$(id -u)" = 0 ] || cannot 'installing and starting a Docker engine takes root'
  if ! command -v dockerd >/dev/null; then
    command -v apt-get >/dev/null || cannot 'neither dockerd nor apt-get is there'
    echo 'installing docker.io'
    { timeout 60 apt-get update && DEBIAN_FRONTEND=noninteractive timeout 90 apt-get install -y --no-install-recommends docker.io iptables; } \
      >"$work/apt.log" 2>&1 || { tail -n 5 "$work/apt.log"; cannot 'docker.io cannot be installed'; }
  fi
  command -v docker >/dev/null || cannot 'there is no docker command'
  # In folders of its own: nothing of this engine outlives this script.
  dockerd --data-root "$work/data" --exec-root "$work/exec" --pidfile "$work/dockerd.pid" >"$work/dockerd.log" 2>&1 &
  daemon=$!
  for _ in $(seq 60); do
    answers >/dev/null && break
    kill -0 "$daemon" 2>/dev/null || cannot 'dockerd does not run here'
    sleep 0.25
  done
  answers >/dev/null || cannot 'dockerd does not answer within 15 s'
fi
echo "Docker engine $(answers)"

images=$(timeout 90 node scripts/engine-image.ts) || {
  status=$?
  [ "$status" = 3 ] && cannot 'the Docker engine runs no containers here'
  echo 'the images cannot be built'
  exit 1
}
echo "images: $images"
before=$(docker ps --all --quiet | sort)
INFLUX_IMAGES=$images timeout 150 npm run --silent test:container
status=$?
[ "$status" = 124 ] && echo 'the container tests were not done within 150 s'
left=$(comm -13 <(echo "$before") <(docker ps --all --quiet | sort))
if [ -n "$left" ]; then
  echo "containers were left behind: $left"
  exit 1
fi
exit "$status"
