#!/usr/bin/env bash
# Installs the packed tarball in an empty folder, as a user would, and runs it on each Node.
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tarball=$(cd "$project" && npm pack --silent --ignore-scripts --pack-destination "$work")
cd "$work"
cat > package.json <<'JSON'
{ "name": "fluxproof-smoke", "private": true, "allowScripts": { "node": true } }
JSON
cat > first.yaml <<'YAML'
contract: 1
name: first
org: first
buckets:
  readings:
    name: readings
    retention: 30d
    measurements:
      room:
        tags: { room: { required: true, values: [kitchen, hall] } }
        fields: { celsius: { type: float, unit: "°C", min: -40, max: 60, required: true } }
YAML

# A connection to the registry that stalls must not hang the whole run: bounded, tried again, the cache first.
install() {
  for attempt in 1 2 3; do
    timeout 120 npm install --no-audit --no-fund --silent --prefer-offline "$1" < /dev/null && return 0
    echo "npm install $1: attempt $attempt did not end well"
  done
  return 1
}

run() {
  local wanted=$1
  echo "--- Node $(node --version)"
  [ "$(node -p 'process.versions.node.split(".")[0]')" = "$wanted" ] || { echo "expected Node $wanted"; exit 1; }
  npx --no-install fluxproof --version
  npx --no-install fluxproof verify first.yaml --target embedded --quiet --junit out/verify.junit.xml --json=out/verify.json
  grep -q '<testsuite ' out/verify.junit.xml
  node -e 'const r = JSON.parse(require("fs").readFileSync("out/verify.json", "utf8")); if (!JSON.stringify(r).includes("passed")) process.exit(1)'
  rm -rf out
}

PATH="$project/node_modules/.bin:$PATH" install "./$tarball"
(PATH="$project/node_modules/node/bin:$PATH" run 26)
# Node 24 comes into this folder, never as a second node of the project.
PATH="$project/node_modules/node/bin:$PATH" install node@24
(PATH="$work/node_modules/node/bin:$PATH" run 24)

# A Node that is too old: one clear sentence and exit code 64.
old=$(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin command -v node || true)
if [ -n "$old" ] && [ "$("$old" -p 'process.versions.node.split(".")[0]')" -lt 24 ]; then
  status=0
  said=$("$old" "$work/node_modules/fluxproof/bin/fluxproof.js" --version 2>&1) || status=$?
  echo "--- Node $("$old" --version): $said"
  [ "$status" = 64 ] && [[ "$said" == "fluxproof needs Node 24 or newer"* ]]
else
  echo '--- no Node older than 24 is installed: the sentence of the launcher was not tried'
fi
