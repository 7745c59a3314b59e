#!/usr/bin/env bash
# Builds switch-core and switch-sim twice from the same sources, in two folders, time zones and locales, and compares
# the jars byte by byte. Exit status 0: equal; 1: not. Tests and gates are not run here.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/wasl-rebuild.XXXXXX")
trap 'rm -rf "$work"' EXIT

build_in() { # FOLDER
    mkdir -p "$1"
    "$root/build/copy-sources.sh" "$1"
    (cd "$1" && mvn -B -ntp -q -Dfast -DskipTests -pl switch-core,switch-sim -am clean package)
}

LC_ALL=C TZ=UTC build_in "$work/one"
LC_ALL=C.UTF-8 TZ=Asia/Tokyo build_in "$work/another"

status=0
compared=0
for jar in "$work"/one/switch-*/target/switch-*.jar; do
    name=${jar#"$work/one/"}
    compared=$((compared + 1))
    if cmp "$jar" "$work/another/$name"; then
        echo "equal: $name $(sha256sum <"$jar" | cut -c 1-16)"
    else
        echo "differs: $name" >&2
        status=1
    fi
done
if [ "$compared" -ne 2 ]; then
    echo "expected the jars of switch-core and switch-sim, found $compared" >&2
    exit 1
fi
exit "$status"
